// The bars of the classes in one draw call.
Shader "Tetrascope/Bar"
{
    Properties
    {
        _Pointed ("Row pointed at; -1 for none", Float) = -1
        _Dimming ("How much bars of an earlier image give way to the background", Range(0, 1)) = 0
        _Line ("Axis", Color) = (0.5, 0.5, 0.5, 1)
        _Accent ("Bars", Color) = (0, 1, 1, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Bar"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            CBUFFER_START(UnityPerMaterial)
            float4 _Line;
            float4 _Accent;
            float _Pointed;
            float _Dimming;
            CBUFFER_END

            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Bar.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return BarColour(varyings.tint, varyings.shape, varyings.look);
            }
            ENDHLSL
        }
    }
}
