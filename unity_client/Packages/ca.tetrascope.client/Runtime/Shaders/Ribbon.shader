// All ribbons between columns in one draw call.
Shader "Tetrascope/Ribbon"
{
    Properties
    {
        _Strength ("Opacity", Range(0, 1)) = 0.3
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Ribbon"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            CBUFFER_START(UnityPerMaterial)
            float _Strength;
            CBUFFER_END

            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Ribbon.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return RibbonColour(varyings.tint, varyings.shape, varyings.look);
            }
            ENDHLSL
        }
    }
}
