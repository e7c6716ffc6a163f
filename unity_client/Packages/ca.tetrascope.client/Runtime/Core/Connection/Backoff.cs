using System;

namespace Tetrascope.Connection
{
    /// <summary>How long to wait before something is tried again.</summary>
    public static class Backoff
    {
        /// <summary>How often a request that met a busy server is sent again before its error is told.</summary>
        public const int BusyRetries = 4;

        /// <summary>
        /// Seconds to wait before connection attempt <paramref name="attempt"/> (0, 1, 2 …) is repeated: 1, 2, 4 … up
        /// to 30.
        /// </summary>
        public static double ReconnectDelay(int attempt)
        {
            return Math.Min(30, Math.Pow(2, attempt));
        }

        /// <summary>
        /// Seconds to wait before request attempt <paramref name="attempt"/> (0, 1, 2 …) that met a busy server is
        /// repeated: 1, 2, 4 …, and up to half as much again by <paramref name="chance"/> (0..1), so that a class of
        /// thirty does not come back in the same moment.
        /// </summary>
        public static double BusyDelay(int attempt, double chance)
        {
            return Math.Pow(2, attempt) * (1 + chance / 2);
        }
    }
}
