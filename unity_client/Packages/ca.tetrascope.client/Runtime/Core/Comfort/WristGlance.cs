using System;
using System.Numerics;

namespace Tetrascope.Comfort
{
    /// <summary>
    /// Whether a person looks at the back of a wrist, as at a watch: then the palette there is shown. It hides later
    /// than it shows, so that it does not flicker.
    /// </summary>
    public static class WristGlance
    {
        private static readonly double Shows = Math.Cos(45 * Math.PI / 180);
        private static readonly double Stays = Math.Cos(65 * Math.PI / 180);

        /// <summary>Whether the palette is to be shown.</summary>
        /// <param name="wrist">Where the wrist is.</param>
        /// <param name="outwards">Away from its back, of length 1.</param>
        /// <param name="head">Where the head is.</param>
        /// <param name="shown">Whether it is shown now.</param>
        public static bool At(Vector3 wrist, Vector3 outwards, Vector3 head, bool shown)
        {
            Vector3 towards = head - wrist;
            return Vector3.Dot(outwards, towards) >= (shown ? Stays : Shows) * towards.Length();
        }
    }
}
