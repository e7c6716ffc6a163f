// A masked image of scene 2: the original, what shows through the mask, the mask's rectangle, and what its edge says.
#ifndef TETRASCOPE_IMAGE
#define TETRASCOPE_IMAGE

// Widths in sides of an image: the frame in the colour of the answer, the halo around it, the ring of a chosen one.
static const float FRAME = 0.045;
static const float HALO = 0.022;
static const float RING = 0.055;
// The corner that a changed image lacks, as a share of its side.
static const float CORNER = 0.26;

// How far an image is on its way; the same formula as PoolInstance.ShareAt.
float ShareOfWay(float4 timing, float now)
{
    float t = timing.y > 0.0 ? saturate((now - timing.x) / timing.y) : 1.0;
    return t * t * (3.0 - 2.0 * t);
}

// A pixel of the screen in sides of an image that stands so far away.
float PixelAt(float depth, float side)
{
    return clamp(depth / max(_Lens.x * side, 1e-6), 1e-5, 1.0);
}

// Widths of frame, border of a support vector, halo and ring. They keep their share of the side, but never get thinner than
// can be seen.
float4 WidthsOf(float4 look, float pixel)
{
    return float4(
        clamp(1.5 * pixel, FRAME, 0.1),
        look.y > 0.5 ? clamp(2.0 * pixel, _SupportBorder, 0.12) : 0.0,
        clamp(pixel, HALO, 0.04),
        look.z > 0.5 ? RING : 0.0);
}

// What a whole image shows: the original, what shows through the mask, and the mask's outline.
float3 MaskedPicture(float2 at, float4 mask, float pixel)
{
    float2 step_ = max(fwidth(at), float2(1e-6, 1e-6));
    float4 inside = smoothstep(
        float4(-0.5, -0.5, -0.5, -0.5), float4(0.5, 0.5, 0.5, 0.5),
        float4(at - mask.xy, mask.zw - at) / float4(step_, step_));
    float masked = inside.x * inside.y * inside.z * inside.w;
    float3 seen = lerp(SAMPLE_PICTURE(at), SAMPLE_FILLING(at), masked);
    // A light line around the mask once the image is large enough for it: black on a dark image is not seen otherwise.
    float2 off = abs(at - 0.5 * (mask.xy + mask.zw)) - 0.5 * (mask.zw - mask.xy);
    float outline_ = 1.0 - smoothstep(0.6, 1.4, abs(max(off.x, off.y)) / step_.x);
    return lerp(seen, float3(1.0, 1.0, 1.0), 0.75 * outline_ * (1.0 - smoothstep(0.014, 0.028, pixel)));
}

// What a tile shows: the photo where the copy hides it, in the colours of the importance map.
float3 TilePicture(float2 at, float drop)
{
    float3 change = OnScreen(drop < 0.0 ? _Lower.rgb : _Higher.rgb);
    return FromScreen(lerp(GreyOf(OnScreen(SAMPLE_PICTURE(at))), change, _Strongest * abs(drop)));
}

// mask: of a whole image the mask's sides as shares; of a tile its middle, the width of what is shown, and its drop.
float4 ImageColour(
    float2 from, float4 mask, float4 look, float4 widths, float pixel, float fade, float depth, bool tile)
{
    float2 halfSides = tile ? float2(0.5, 0.5) : _Half.xy;
    float2 beyond = abs(from) - halfSides;
    float edge = max(beyond.x, beyond.y);
    if (look.x > 0.5)
    {
        edge = max(edge, (from.x + from.y - (halfSides.x + halfSides.y - CORNER)) * 0.70710678);
    }
    float end = widths.x + widths.y + widths.z + widths.w;
    float2 away = float2(from.x, -from.y) / (2.0 * _Half.xy);
    float2 at = tile ? mask.xy + mask.z * away : float2(0.5, 0.5) + away;
    float3 masked = MaskedPicture(at, mask, pixel);
    float3 seen = tile ? TilePicture(at, mask.w) : masked;
    seen = lerp(seen, look.x > 0.5 ? _Changed.rgb : _Kept.rgb, smoothstep(-0.5, 0.5, edge / pixel));
    if (widths.y > 0.0)
    {
        seen = lerp(seen, _Support.rgb, smoothstep(-0.5, 0.5, (edge - widths.x) / pixel));
    }
    seen = lerp(seen, _Halo.rgb, smoothstep(-0.5, 0.5, (edge - widths.x - widths.y) / pixel));
    if (widths.w > 0.0)
    {
        seen = lerp(seen, _Accent.rgb, smoothstep(-0.5, 0.5, (edge - widths.x - widths.y - widths.z) / pixel));
    }
    float far = look.z > 0.5 ? 0.0 : _DepthCue * smoothstep(_Depths.x, _Depths.y, depth);
    seen = lerp(seen, _Background.rgb, max(fade * 0.78, far));
    return float4(seen, 1.0 - smoothstep(-0.5, 0.5, (edge - end) / pixel));
}

#endif
