// The ribbons between columns. tint: their colour. shape.x: from edge to edge, -1 to 1; shape.y: from end to end, 0 to 1.
#ifndef TETRASCOPE_RIBBON
#define TETRASCOPE_RIBBON

float4 RibbonColour(float4 tint, float4 shape, float4 look)
{
    float pixel = max(fwidth(shape.x), 1e-6);
    float edge = saturate((1.0 - abs(shape.x)) / pixel) * min(1.0, 2.0 / pixel);
    // Strongest at the panels, so that each ribbon is seen to belong to its two.
    float ends = 0.55 + 0.45 * abs(2.0 * shape.y - 1.0);
    return float4(tint.rgb, _Strength * ends * edge);
}

#endif
