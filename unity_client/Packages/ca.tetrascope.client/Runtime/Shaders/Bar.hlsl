// The bars of the classes. shape: from the middle (xy), half sides (zw), metres. look: row (-2 for none), kind, fades.
// Kinds: 0 a bar, 1 the axis, 2 what lies behind the row that is pointed at.
#ifndef TETRASCOPE_BAR
#define TETRASCOPE_BAR

float4 BarColour(float4 tint, float4 shape, float4 look)
{
    float2 metre = PixelOf(shape.xy);
    // However thin a bar is, a line of it shows.
    float cover = Within(shape.xy, max(shape.zw, metre * 0.6), metre);
    if (look.y > 1.5)
    {
        return float4(_Accent.rgb, abs(look.x - _Pointed) < 0.5 ? 0.1 * cover : 0.0);
    }
    if (look.y > 0.5)
    {
        return float4(_Line.rgb, cover);
    }
    return float4(_Accent.rgb, cover * (1.0 - _Dimming));
}

#endif
