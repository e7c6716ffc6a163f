// The body that the labels of scene 2 span: edges that face the viewer, dots at its corners, faint faces; one draw call.
Shader "Tetrascope/Edge"
{
    Properties
    {
        _Depths ("Distances between which edges get lighter, in metres", Vector) = (1, 10, 0, 0)
        _Raise ("1: it stands in the middle one of three ranges of depth, as images do", Float) = 1
        _Background ("What they get lighter into", Color) = (0, 0, 0, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Edge"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex Vertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            CBUFFER_START(UnityPerMaterial)
            float4 _Depths;
            float4 _Background;
            float _Raise;
            CBUFFER_END

            #include "FlatPass.hlsl"
            #include "Depth.hlsl"
            #include "Facing.hlsl"
            #include "Edge.hlsl"

            // look.zw: half width in metres; 1 for an edge along tint-less shape.yzw, which is its direction.
            FlatVaryings Vertex(FlatAttributes attributes)
            {
                FlatVaryings varyings;
                UNITY_SETUP_INSTANCE_ID(attributes);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(varyings);
                float3 world = TransformObjectToWorld(attributes.position);
                float4 view = mul(UNITY_MATRIX_V, float4(world, 1.0));
                float scale = SceneScale();
                if (attributes.look.w > 0.5)
                {
                    float3 further = TransformObjectToWorld(attributes.position + attributes.shape.yzw);
                    float3 along = mul(UNITY_MATRIX_V, float4(further, 1.0)).xyz - view.xyz;
                    float2 across = float2(-along.y, along.x);
                    view.xy += across / max(length(across), 1e-6) * attributes.shape.x * attributes.look.z * scale;
                }
                if (attributes.look.y > 0.5)
                {
                    view.xy += attributes.shape.xy * attributes.look.z * scale;
                }
                varyings.position = InThirdOfDepth(mul(UNITY_MATRIX_P, view), 0.0, _Raise);
                varyings.tint = attributes.tint;
                varyings.shape = attributes.shape;
                varyings.look = float4(attributes.look.xyz, -view.z / scale);
                return varyings;
            }

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return EdgeColour(varyings.tint, varyings.shape, varyings.look, varyings.look.w);
            }
            ENDHLSL
        }
    }
}
