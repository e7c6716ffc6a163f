// All masked images of scene 2 in one draw call: a quad each, which finds its image in a table.
Shader "Tetrascope/Image"
{
    Properties
    {
        [NoScaleOffset] _Images ("A row of five for each image, see PoolInstance", 2D) = "black" {}
        [NoScaleOffset] _Picture ("The original", 2D) = "grey" {}
        [NoScaleOffset] _Filling ("What shows through a mask", 2D) = "black" {}
        _Now ("The time that ways are measured by, in seconds", Float) = 0
        _Lens ("Pixels of the view for a metre at a metre's distance", Vector) = (1000, 0, 0, 0)
        _Half ("Half of the picture's sides, the longer one being 1", Vector) = (0.5, 0.5, 0, 0)
        _SupportBorder ("Border of a support vector in sides of its image", Float) = 0.08
        _Depths ("Distances between which images get lighter, in metres", Vector) = (1, 10, 0, 0)
        _DepthCue ("How much lighter they get", Range(0, 1)) = 0.4
        _Eye ("What images face: a place in the world (w: 1) or a direction", Vector) = (0, 0, -1, 0)
        _Raise ("1: chosen images stand before all others whatever their distance", Float) = 1
        _Kept ("Frame of an image that kept the label", Color) = (0, 0, 1, 1)
        _Changed ("Frame of one that changed it", Color) = (1, 0.5, 0, 1)
        _Support ("Border of a support vector", Color) = (0, 0, 0, 1)
        _Halo ("Around every image", Color) = (1, 1, 1, 1)
        _Lower ("Of a tile whose copy raises the answer's probability", Color) = (0, 0, 1, 1)
        _Higher ("Of one that lowers it", Color) = (1, 0, 0, 1)
        _Strongest ("Opacity of the largest change", Range(0, 1)) = 0.78
        _Linear ("1: colours are linear light here, 0: as a screen has them", Float) = 0
        _Accent ("Ring of a chosen one", Color) = (0, 1, 1, 1)
        _Background ("What images fade into", Color) = (0, 0, 0, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "AlphaTest" "RenderType" = "TransparentCutout" }
        ZWrite On
        Cull Off
        AlphaToMask On
        Pass
        {
            Name "Image"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex Vertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            TEXTURE2D_FLOAT(_Images);
            TEXTURE2D(_Picture);
            SAMPLER(sampler_Picture);
            TEXTURE2D(_Filling);
            SAMPLER(sampler_Filling);
            CBUFFER_START(UnityPerMaterial)
            float4 _Lens;
            float4 _Half;
            float4 _Depths;
            float4 _Eye;
            float4 _Kept;
            float4 _Changed;
            float4 _Support;
            float4 _Halo;
            float4 _Lower;
            float4 _Higher;
            float4 _Accent;
            float4 _Background;
            float _Now;
            float _SupportBorder;
            float _DepthCue;
            float _Raise;
            float _Strongest;
            float _Linear;
            CBUFFER_END

            #define SAMPLE_PICTURE(at) SAMPLE_TEXTURE2D(_Picture, sampler_Picture, at).rgb
            #define SAMPLE_FILLING(at) SAMPLE_TEXTURE2D(_Filling, sampler_Filling, at).rgb
            #define LOAD_IMAGE(column, row) LOAD_TEXTURE2D(_Images, int2(column, row))
            #include "Depth.hlsl"
            #include "Facing.hlsl"
            #include "Screen.hlsl"
            #include "Image.hlsl"

            struct ImageAttributes
            {
                float3 position : POSITION;
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct ImageVaryings
            {
                float4 position : SV_POSITION;
                float4 from : TEXCOORD0;
                float4 mask : TEXCOORD1;
                float4 look : TEXCOORD2;
                float4 widths : TEXCOORD3;
                float tile : TEXCOORD4;
                UNITY_VERTEX_OUTPUT_STEREO
            };

            // position: the corner (x, y from -1 to 1) and the image's place in the table.
            ImageVaryings Vertex(ImageAttributes attributes)
            {
                ImageVaryings varyings;
                UNITY_SETUP_INSTANCE_ID(attributes);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(varyings);
                int row = int(attributes.position.z + 0.5);
                float4 timing = LOAD_IMAGE(2, row);
                float4 look = LOAD_IMAGE(4, row);
                float share = ShareOfWay(timing, _Now);
                float4 stand = lerp(LOAD_IMAGE(0, row), LOAD_IMAGE(1, row), share);
                float fade = lerp(timing.z, timing.w, share);
                // The table is right-handed.
                float3 world = TransformObjectToWorld(float3(stand.x, stand.y, -stand.z));
                float scale = SceneScale();
                float depth = -mul(UNITY_MATRIX_V, float4(world, 1.0)).z;
                float pixel = PixelAt(depth, stand.w * scale);
                float4 widths = WidthsOf(look, pixel);
                float around = 0.5 + widths.x + widths.y + widths.z + widths.w + pixel;
                float2 from = attributes.position.xy * around;
                world = Beside(world, from * stand.w * scale, _Eye);
                varyings.position = mul(UNITY_MATRIX_P, mul(UNITY_MATRIX_V, float4(world, 1.0)));
                float layer = look.z > 0.5 ? -1.0 : (timing.w > 0.5 ? 1.0 : 0.0);
                varyings.position = InThirdOfDepth(varyings.position, _Raise * layer, _Raise);
                varyings.from = float4(from, fade, depth / scale);
                varyings.mask = LOAD_IMAGE(3, row);
                varyings.look = float4(look.xyz, pixel);
                varyings.widths = widths;
                varyings.tile = look.w;
                return varyings;
            }

            half4 Fragment(ImageVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                float4 colour = ImageColour(
                    varyings.from.xy, varyings.mask, varyings.look, varyings.widths, varyings.look.w,
                    varyings.from.z, varyings.from.w, varyings.tile > 0.5);
                clip(colour.a - 0.02);
                return colour;
            }
            ENDHLSL
        }
    }
}
