// Colours as a screen has them (sRGB). What a colour says by how strong it is, is blended there: its legend is too.
#ifndef TETRASCOPE_SCREEN
#define TETRASCOPE_SCREEN

// A colour of the shader as a screen has it.
float3 OnScreen(float3 colour)
{
    float3 positive = max(colour, float3(0.0, 0.0, 0.0));
    float3 curved = 1.055 * pow(positive, float3(0.41666667, 0.41666667, 0.41666667)) - float3(0.055, 0.055, 0.055);
    float3 encoded = lerp(12.92 * positive, curved, step(float3(0.0031308, 0.0031308, 0.0031308), positive));
    return lerp(colour, encoded, _Linear);
}

// The same back again.
float3 FromScreen(float3 colour)
{
    float3 positive = max(colour, float3(0.0, 0.0, 0.0));
    float3 curved = pow((positive + float3(0.055, 0.055, 0.055)) / 1.055, float3(2.4, 2.4, 2.4));
    float3 decoded = lerp(positive / 12.92, curved, step(float3(0.04045, 0.04045, 0.04045), positive));
    return lerp(colour, decoded, _Linear);
}

// What is left of it without colour (Rec. 601 luma).
float3 GreyOf(float3 colour)
{
    float grey = dot(colour, float3(0.299, 0.587, 0.114));
    return float3(grey, grey, grey);
}

#endif
