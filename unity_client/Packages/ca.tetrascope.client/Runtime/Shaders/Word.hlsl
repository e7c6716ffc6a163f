// Words: glyphs of a font's texture. tint: their colour. shape.xy: place in the texture; shape.zw: where the corner stands
// beyond its anchor, to the right and upward as the viewer sees it, in metres; look.x: size of an em, 0 without an anchor.
#ifndef TETRASCOPE_WORD
#define TETRASCOPE_WORD

float4 WordColour(float4 tint, float4 shape, float4 look)
{
    return float4(tint.rgb, tint.a * SAMPLE_GLYPH(shape.xy));
}

#endif
