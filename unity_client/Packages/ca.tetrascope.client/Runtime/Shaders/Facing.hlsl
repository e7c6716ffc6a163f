// What faces whoever looks, upright in the room and the same for both eyes. An eye is a place in the room (w: 1), or a
// direction that everything faces alike (w: 0), as on a screen.
#ifndef TETRASCOPE_FACING
#define TETRASCOPE_FACING

// Metres of the room for a metre of the scene.
float SceneScale()
{
    return length(TransformObjectToWorld(float3(0.0, 1.0, 0.0)) - TransformObjectToWorld(float3(0.0, 0.0, 0.0)));
}

// A point of the room: so far to the right of another and above it, as an eye has it, in metres of the room.
float3 Beside(float3 world, float2 away, float4 eye)
{
    float3 back = normalize(eye.xyz - eye.w * world);
    float3 right = normalize(cross(back, float3(0.0, 1.0, 0.0)));
    return world + away.x * right + away.y * cross(right, back);
}

#endif
