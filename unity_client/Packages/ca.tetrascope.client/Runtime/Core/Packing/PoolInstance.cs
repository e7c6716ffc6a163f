using System.Numerics;
using System.Runtime.InteropServices;

namespace Tetrascope.Packing
{
    /// <summary>
    /// One image of a pool as a shader takes it: 80 bytes. It is on its way from one stand to another; the shader finds
    /// where between them it is from the time alone, so that nothing is uploaded in between:
    /// t = duration > 0 ? clamp((now - start) / duration, 0, 1) : 1, share = t * t * (3 - 2 * t).
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PoolInstance
    {
        /// <summary>x, y, z and side at the beginning of the way, in metres.</summary>
        public Vector4 From;

        /// <summary>The same at its end.</summary>
        public Vector4 To;

        /// <summary>Start and duration in seconds, fade at the beginning and at the end (0..1).</summary>
        public Vector4 Timing;

        /// <summary>
        /// Left, top, right and bottom of the mask as shares of the picture, from its top left. Of a tile: column and
        /// row of the mask's middle, the width that it shows as a share of the picture's longer side, and how much it
        /// takes from the answer (−1..1).
        /// </summary>
        public Vector4 Mask;

        /// <summary>
        /// 1 if changed, 1 if a support vector, the ring (0 none, 1 hovered, 2 selected), 1 if it is a tile.
        /// </summary>
        public Vector4 Look;

        /// <summary>How far it is on its way at a time in seconds, 0..1.</summary>
        public readonly float ShareAt(double now)
        {
            if (Timing.Y <= 0)
            {
                return 1;
            }
            double t = (now - Timing.X) / Timing.Y;
            float share = (float)(t < 0 ? 0 : t > 1 ? 1 : t);
            return share * share * (3 - 2 * share);
        }

        /// <summary>x, y, z and side at a time.</summary>
        public readonly Vector4 StandAt(double now) => Vector4.Lerp(From, To, ShareAt(now));

        /// <summary>How far it has faded at a time.</summary>
        public readonly float FadeAt(double now) => Timing.Z + (Timing.W - Timing.Z) * ShareAt(now);

        /// <summary>Whether it is drawn before the others, whatever its depth.</summary>
        public readonly bool Raised => Look.Z > 0;

        /// <summary>Whether it is, or will be, large and clear enough to be pointed at.</summary>
        public readonly bool Reachable => To.W > 0 && Timing.W < 0.5f;
    }
}
