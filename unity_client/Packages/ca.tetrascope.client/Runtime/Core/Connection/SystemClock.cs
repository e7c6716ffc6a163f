using System;
using System.Diagnostics;

namespace Tetrascope.Connection
{
    /// <summary>The computer's own clock.</summary>
    public sealed class SystemClock : IClock
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        /// <inheritdoc/>
        public double Seconds => _watch.Elapsed.TotalSeconds;

        /// <inheritdoc/>
        public double WallMs => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
    }
}
