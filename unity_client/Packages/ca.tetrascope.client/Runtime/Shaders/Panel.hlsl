// A panel of scene 1: a cluster's map through the colour map, its frame, and the marks of what is pointed at.
// tint: the cluster's colour. shape: from the middle (xy), half sides (zw), metres. look: slice, cluster, ready (2 where
// the picture explains little of its maps, so that the frame is dashed), stale.
#ifndef TETRASCOPE_PANEL
#define TETRASCOPE_PANEL

float StoredAt(float2 at, float slice)
{
    float2 texel = clamp(floor(at * _MapSize.xy), float2(0.0, 0.0), _MapSize.xy - float2(1.0, 1.0));
    return LOAD_MAP(texel.x, texel.y, slice);
}

// The mean over this device pixel: large pixels of a map stay sharp squares, a map seen small does not flicker.
float MeanStored(float2 at, float2 pixel, float slice)
{
    float2 texels = pixel * _MapSize.xy;
    float most = max(texels.x, texels.y);
    int taps = most < 1.2 ? 2 : (most < 3.0 ? 3 : 4);
    float sum = 0.0;
    for (int i = 0; i < taps; i++)
    {
        for (int j = 0; j < taps; j++)
        {
            float2 shift = (float2(float(i), float(j)) + float2(0.5, 0.5)) / float(taps) - float2(0.5, 0.5);
            sum += StoredAt(at + shift * pixel, slice);
        }
    }
    return sum / float(taps * taps);
}

// How much of a dashed frame is there, by the place along the side it is on; all of it where dashes are too small to see.
float Dashed(float2 from, float2 half_, float2 metre)
{
    float2 beyond = abs(from) - half_;
    float along = beyond.x > beyond.y ? from.y : from.x;
    float soft = max(metre.x, metre.y) / 0.0625;
    float turn = along / 0.0625;
    float off = abs(turn - floor(turn) - 0.5) - 0.28;
    return lerp(clamp(0.5 - off / max(soft, 0.0001), 0.0, 1.0), 1.0, clamp(soft * 5.0 - 1.0, 0.0, 1.0));
}

float4 PanelColour(float4 tint, float4 shape, float4 look)
{
    float2 metre = PixelOf(shape.xy);
    float2 at = float2(0.5, 0.5) + float2(shape.x, -shape.y) / (2.0 * shape.zw);
    float2 pixel = metre / (2.0 * shape.zw);
    float cluster = look.y;
    // What is the same at all corners is nearly the same between them, seen from aside.
    bool pointed = abs(cluster - _Marked.x) < 0.5;
    bool chosen = abs(cluster - _Marked.y) < 0.5;
    bool field = _Marked.z > 0.5 && look.z > 0.5;
    float frame = max(pointed ? 0.014 : (chosen ? 0.01 : 0.008), max(metre.x, metre.y) * 1.2);
    float3 rim = look.z > 0.5 ? tint.rgb : _Line.rgb;
    float3 inner = lerp(_Background.rgb, _Line.rgb, 0.35);
    if (look.z > 0.5)
    {
        inner = LOAD_COLOUR(floor(MeanStored(at, pixel, look.x) * 255.0 + 0.5));
    }
    inner = lerp(inner, _Background.rgb, _Dimming * look.w);
    rim = lerp(rim, _Background.rgb, _Dimming * look.w);
    if (field)
    {
        inner = DarkenedOutside(inner, at, _FieldBox, pixel, _Darkness);
    }
    float inside = Within(shape.xy, shape.zw, metre);
    float whole = Within(shape.xy, shape.zw + float2(frame, frame), metre);
    float framed = look.z > 1.5 ? lerp(inside, whole, Dashed(shape.xy, shape.zw, metre)) : whole;
    float4 paint = float4(lerp(rim, inner, inside), framed);
    if (chosen)
    {
        float ring = Within(shape.xy, shape.zw + float2(0.026, 0.026), metre)
            * (1.0 - Within(shape.xy, shape.zw + float2(0.018, 0.018), metre));
        paint = float4(lerp(paint.rgb, _Accent.rgb, ring), max(paint.a, ring));
    }
    if (field)
    {
        paint = Outlined(paint, at, _FieldBox, pixel, _Accent.rgb);
    }
    if (pointed)
    {
        paint = Outlined(paint, at, _PointedBox, pixel, _Accent.rgb);
    }
    return paint;
}

#endif
