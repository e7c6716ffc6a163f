// A photo in the background. shape: from the middle (xy), half sides (zw), metres.
#ifndef TETRASCOPE_PHOTO
#define TETRASCOPE_PHOTO

// How pale it is.
static const float PALE = 0.45;

float4 PhotoColour(float4 shape)
{
    float2 at = float2(0.5, 0.5) + float2(shape.x, -shape.y) / (2.0 * shape.zw);
    float3 seen = lerp(GreyOf(OnScreen(SAMPLE_PICTURE(at))), OnScreen(_Background.rgb), PALE);
    return float4(FromScreen(seen), 1.0);
}

#endif
