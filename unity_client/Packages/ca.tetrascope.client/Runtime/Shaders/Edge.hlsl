// Edges, faces and corners of the body of scene 2. shape.x: across an edge, -1 to 1. look.x: opacity; look.y: 1 for a dot.
#ifndef TETRASCOPE_EDGE
#define TETRASCOPE_EDGE

float4 EdgeColour(float4 tint, float4 shape, float4 look, float depth)
{
    float cover = look.x;
    float away = look.y > 0.5 ? length(shape.xy) : abs(shape.x);
    float pixel = max(fwidth(away), 1e-6);
    if (look.x > 0.1)
    {
        cover *= saturate((1.0 - away) / pixel);
    }
    // What is farther away is lighter, so that one sees which edge is in front.
    float far = 0.6 * smoothstep(_Depths.x, _Depths.y, depth);
    return float4(lerp(tint.rgb, _Background.rgb, far), cover);
}

#endif
