// The vertex stage of flat things, for one eye and for both at once.
#ifndef TETRASCOPE_FLAT_PASS
#define TETRASCOPE_FLAT_PASS

struct FlatAttributes
{
    float3 position : POSITION;
    float4 tint : COLOR;
    float4 shape : TEXCOORD0;
    float4 look : TEXCOORD1;
    UNITY_VERTEX_INPUT_INSTANCE_ID
};

struct FlatVaryings
{
    float4 position : SV_POSITION;
    float4 tint : COLOR;
    float4 shape : TEXCOORD0;
    float4 look : TEXCOORD1;
    UNITY_VERTEX_OUTPUT_STEREO
};

FlatVaryings FlatVertex(FlatAttributes attributes)
{
    FlatVaryings varyings;
    UNITY_SETUP_INSTANCE_ID(attributes);
    UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(varyings);
    varyings.position = TransformObjectToHClip(attributes.position);
    varyings.tint = attributes.tint;
    varyings.shape = attributes.shape;
    varyings.look = attributes.look;
    return varyings;
}

#endif
