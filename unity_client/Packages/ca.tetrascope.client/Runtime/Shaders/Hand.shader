// A hand of a headset, its ray and where that ends: plain blocks that hide what is behind them.
Shader "Tetrascope/Hand"
{
    Properties
    {
        _Ink ("Colour", Color) = (1, 1, 1, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Geometry" "RenderType" = "Opaque" }
        ZWrite On
        Cull Back
        Pass
        {
            Name "Hand"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            CBUFFER_START(UnityPerMaterial)
            float4 _Ink;
            CBUFFER_END

            #include "FlatPass.hlsl"
            #include "Hand.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return HandColour(varyings.tint);
            }
            ENDHLSL
        }
    }
}
