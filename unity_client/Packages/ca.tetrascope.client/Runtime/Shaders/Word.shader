// All words of a scene in one draw call, from the texture of a dynamic font.
Shader "Tetrascope/Word"
{
    Properties
    {
        [NoScaleOffset] _MainTex ("The font's texture", 2D) = "white" {}
        _Eye ("What words at an anchor face: a place in the world (w: 1) or a direction", Vector) = (0, 0, -1, 0)
        _LeastSize ("Least size of an em of words at an anchor, for a metre of distance", Float) = 0
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
            CBUFFER_START(UnityPerMaterial)
            float4 _Eye;
            float _LeastSize;
            CBUFFER_END

            #define SAMPLE_GLYPH(at) SAMPLE_TEXTURE2D(_MainTex, sampler_MainTex, at).a
            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Facing.hlsl"
            #include "Word.hlsl"

            // Words at an anchor face the viewer, and have look.x for an em; others stand in their plane.
            FlatVaryings Vertex(FlatAttributes attributes)
            {
                FlatVaryings varyings;
                UNITY_SETUP_INSTANCE_ID(attributes);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(varyings);
                float3 world = TransformObjectToWorld(attributes.position);
                if (attributes.look.x > 0.0)
                {
                    float least = _LeastSize * length(_Eye.xyz - world) / attributes.look.x;
                    world = Beside(world, attributes.shape.zw * max(SceneScale(), least), _Eye);
                }
                varyings.position = mul(UNITY_MATRIX_P, mul(UNITY_MATRIX_V, float4(world, 1.0)));
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
