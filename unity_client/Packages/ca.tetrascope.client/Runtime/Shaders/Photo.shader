// The photo that copies of scene 2 lie on: grey and pale, for what is said of it stands on it.
Shader "Tetrascope/Photo"
{
    Properties
    {
        [NoScaleOffset] _Picture ("The original", 2D) = "grey" {}
        _Background ("Background", Color) = (0, 0, 0, 1)
        _Linear ("1: colours are linear light here, 0: as a screen has them", Float) = 0
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Geometry" "RenderType" = "Opaque" }
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Photo"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            TEXTURE2D(_Picture);
            SAMPLER(sampler_Picture);
            CBUFFER_START(UnityPerMaterial)
            float4 _Background;
            float _Linear;
            CBUFFER_END

            #define SAMPLE_PICTURE(at) SAMPLE_TEXTURE2D(_Picture, sampler_Picture, at).rgb
            #include "FlatPass.hlsl"
            #include "Screen.hlsl"
            #include "Photo.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return PhotoColour(varyings.shape);
            }
            ENDHLSL
        }
    }
}
