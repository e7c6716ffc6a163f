// The panels of one layer: one draw call, its maps in the slices of a texture array of bytes.
Shader "Tetrascope/Panel"
{
    Properties
    {
        [NoScaleOffset] _Maps ("Maps, a slice each", 2DArray) = "" {}
        [NoScaleOffset] _ColourMap ("Colours of the bytes 0 to 255", 2D) = "white" {}
        _MapSize ("Columns and rows of a map", Vector) = (1, 1, 0, 0)
        _Marked ("Cluster pointed at, cluster chosen (-1 for none), 1 where the field is shown", Vector) = (-1, -1, 0, 0)
        _PointedBox ("The pixel pointed at: left, top, right, bottom as shares", Vector) = (0, 0, 0, 0)
        _FieldBox ("The receptive field: left, top, right, bottom as shares", Vector) = (0, 0, 0, 0)
        _Darkness ("What outside a field is multiplied by", Float) = 0.34
        _Dimming ("How much of maps of an earlier image gives way to the background", Range(0, 1)) = 0
        _Background ("Background", Color) = (0, 0, 0, 1)
        _Line ("Frames of empty places", Color) = (0.5, 0.5, 0.5, 1)
        _Accent ("What is pointed at or chosen", Color) = (0, 1, 1, 1)
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "Queue" = "Transparent" "RenderType" = "Transparent" }
        Blend SrcAlpha OneMinusSrcAlpha
        ZWrite Off
        Cull Off
        Pass
        {
            Name "Panel"
            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FlatVertex
            #pragma fragment Fragment
            #pragma multi_compile_instancing
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"

            TEXTURE2D_ARRAY(_Maps);
            TEXTURE2D(_ColourMap);
            CBUFFER_START(UnityPerMaterial)
            float4 _MapSize;
            float4 _Marked;
            float4 _PointedBox;
            float4 _FieldBox;
            float4 _Background;
            float4 _Line;
            float4 _Accent;
            float _Darkness;
            float _Dimming;
            CBUFFER_END

            #define LOAD_MAP(x, y, slice) LOAD_TEXTURE2D_ARRAY_LOD(_Maps, int2(x, y), int(slice + 0.5), 0).r
            #define LOAD_COLOUR(byte) LOAD_TEXTURE2D(_ColourMap, int2(byte, 0)).rgb
            #include "FlatPass.hlsl"
            #include "Flat.hlsl"
            #include "Panel.hlsl"

            half4 Fragment(FlatVaryings varyings) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(varyings);
                return PanelColour(varyings.tint, varyings.shape, varyings.look);
            }
            ENDHLSL
        }
    }
}
