using System;

namespace UnityEngine
{
    public struct Mathf
    {
        public static float GammaToLinearSpace(float value) => value <= 0.04045f
            ? value / 12.92f
            : (float)Math.Pow((value + 0.055) / 1.055, 2.4);

        public static float Abs(float f) => Math.Abs(f);

        public static float Exp(float power) => (float)Math.Exp(power);

        public static float Clamp(float value, float min, float max) => Math.Min(Math.Max(value, min), max);
    }
}
