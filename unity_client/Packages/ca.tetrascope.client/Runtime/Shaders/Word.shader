// All words of a scene in one draw call, from the texture of a dynamic font.
Shader "Tetrascope/Word"
{
    Properties
    {
        [NoScaleOffset] _MainTex ("The font's texture", 2D) = "white" {}
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Word"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex Vertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            TEXTURE2D(_MainTex);
            SAMPLER(sampler_MainTex);

            #define SAMPLE_GLYPH(at) SAMPLE_TEXTURE2D(_MainTex, sampler_MainTex, at).a
            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Word.hlsl"

            // Words at an anchor face the viewer; others stand in their plane, where shape.zw is nothing.
            FlatVaryings Vertex(FlatAttributes attributes)
            {
                FlatVaryings varyings;
                UNITY_SETUP_INSTANCE_ID(attributes);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(varyings);
                float3 world = TransformObjectToWorld(attributes.position);
                float4 view = mul(UNITY_MATRIX_V, float4(world, 1.0));
                view.xy += attributes.shape.zw;
                varyings.position = mul(UNITY_MATRIX_P, view);
                varyings.tint = attributes.tint;
                varyings.shape = attributes.shape;
                varyings.look = attributes.look;
                return varyings;
            }

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return WordColour(varyings.tint, varyings.shape, varyings.look);
            }
            ENDHLSL
        }
    }
}
