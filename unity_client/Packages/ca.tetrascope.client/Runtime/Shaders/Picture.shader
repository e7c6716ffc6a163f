// The input of scene 1.
Shader "Tetrascope/Picture"
{
    Properties
    {
        [NoScaleOffset] _Picture ("The image as it enters the network, masks applied", 2D) = "black" {}
        _State ("1 where the picture is here, where it can be drawn on, where the field is shown", Vector) = (0, 0, 0, 0)
        _FieldBox ("The receptive field: left, top, right, bottom as shares", Vector) = (0, 0, 0, 0)
        _Darkness ("What outside a field is multiplied by", Float) = 0.34
        _Background ("Background", Color) = (0, 0, 0, 1)
        _Line ("Frame of an empty place", Color) = (0.5, 0.5, 0.5, 1)
        _Muted ("Frame", Color) = (0.6, 0.6, 0.6, 1)
        _Accent ("Frame of what can be drawn on", Color) = (0, 1, 1, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Picture"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            TEXTURE2D(_Picture);
            SAMPLER(sampler_Picture);
            CBUFFER_START(UnityPerMaterial)
            float4 _State;
            float4 _FieldBox;
            float4 _Background;
            float4 _Line;
            float4 _Muted;
            float4 _Accent;
            float _Darkness;
            CBUFFER_END

            #define SAMPLE_PICTURE(at) SAMPLE_TEXTURE2D(_Picture, sampler_Picture, at).rgb
            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Picture.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return PictureColour(varyings.tint, varyings.shape, varyings.look);
            }
            ENDHLSL
        }
    }
}
