// Hands and rays of a headset. tint: how bright a side is.
#ifndef TETRASCOPE_HAND
#define TETRASCOPE_HAND

float4 HandColour(float4 tint)
{
    return float4(_Ink.rgb * tint.rgb, 1.0);
}

#endif
