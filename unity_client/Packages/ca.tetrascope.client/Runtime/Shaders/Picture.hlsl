// The input of scene 1: a picture of red, green and blue, its frame, and the receptive field on it.
// shape: from the middle (xy), half sides (zw), metres.
#ifndef TETRASCOPE_PICTURE
#define TETRASCOPE_PICTURE

float4 PictureColour(float4 tint, float4 shape, float4 look)
{
    float2 metre = PixelOf(shape.xy);
    float2 at = float2(0.5, 0.5) + float2(shape.x, -shape.y) / (2.0 * shape.zw);
    float2 pixel = metre / (2.0 * shape.zw);
    bool here = _State.x > 0.5;
    bool drawing = _State.y > 0.5;
    bool field = _State.z > 0.5;
    float3 seen = SAMPLE_PICTURE(at);
    float3 inner = here ? seen : lerp(_Background.rgb, _Line.rgb, 0.35);
    if (field)
    {
        inner = DarkenedOutside(inner, at, _FieldBox, pixel, _Darkness);
    }
    float frame = max(drawing ? 0.012 : 0.006, max(metre.x, metre.y) * 1.2);
    float3 rim = drawing ? _Accent.rgb : (here ? _Muted.rgb : _Line.rgb);
    float inside = Within(shape.xy, shape.zw, metre);
    float4 paint = float4(lerp(rim, inner, inside), Within(shape.xy, shape.zw + float2(frame, frame), metre));
    if (field)
    {
        paint = Outlined(paint, at, _FieldBox, pixel, _Accent.rgb);
    }
    return paint;
}

#endif
