// Three ranges of depth, so that what is chosen stands before all else, and what is faded behind it.
#ifndef TETRASCOPE_DEPTH
#define TETRASCOPE_DEPTH

// layer: -1 before, 0 between, 1 behind; share: 0 leaves depth as it is, 1 has three ranges.
float4 InThirdOfDepth(float4 clip_, float layer, float share)
{
    #if UNITY_REVERSED_Z
    float depth = clip_.z / 3.0 + (1.0 - layer) * clip_.w / 3.0;
    #else
    float depth = clip_.z / 3.0 + layer * clip_.w * 2.0 / 3.0;
    #endif
    clip_.z = lerp(clip_.z, depth, share);
    return clip_;
}

#endif
