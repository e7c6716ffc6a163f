// What shaders of flat things share. The functions here and in the other .hlsl files are written so that a test can also
// compile them as GLSL: float2 and the like, lerp, saturate and fwidth are all that differs.
#ifndef TETRASCOPE_FLAT
#define TETRASCOPE_FLAT

// How much of a device pixel lies within a box around the origin, 0..1.
float Within(float2 from, float2 halfSides, float2 pixel)
{
    float2 cover = saturate(float2(0.5, 0.5) + (halfSides - abs(from)) / pixel);
    return cover.x * cover.y;
}

// A device pixel, in the units of `from`.
float2 PixelOf(float2 from)
{
    return max(fwidth(from), float2(1e-7, 1e-7));
}

// Darkens what lies outside a box; `at`, `box` (left, top, right, bottom) and `pixel` are shares of a picture.
float3 DarkenedOutside(float3 base, float2 at, float4 box, float2 pixel, float darkness)
{
    float inside = Within(at - (box.xy + box.zw) * 0.5, (box.zw - box.xy) * 0.5, pixel);
    return lerp(base * darkness, base, inside);
}

// Outlines a box: a white line against it and one in the accent around that, so that one of them stands out anywhere.
float4 Outlined(float4 base, float2 at, float4 box, float2 pixel, float3 accent)
{
    float2 halfSides = max((box.zw - box.xy) * 0.5, pixel * 1.6);
    float2 beyond = (abs(at - (box.xy + box.zw) * 0.5) - halfSides) / pixel;
    float away = max(beyond.x, beyond.y);
    float band = saturate(away + 0.5) * saturate(3.7 - away);
    float3 ink = lerp(float3(1.0, 1.0, 1.0), accent, saturate(away - 0.7));
    return float4(lerp(base.rgb, ink, band), max(base.a, band));
}

#endif
