using System;

namespace Tetrascope.Viewing
{
    /// <summary>How far a camera may turn and go.</summary>
    public readonly struct OrbitLimits
    {
        /// <summary>Nearest to what is looked at, in metres.</summary>
        public readonly double MinDistance;

        /// <summary>Farthest from it, in metres.</summary>
        public readonly double MaxDistance;

        /// <summary>Turn to either side, in radians.</summary>
        public readonly double Aside;

        /// <summary>Upwards, in radians.</summary>
        public readonly double Above;

        /// <summary>Downwards, in radians.</summary>
        public readonly double Below;

        /// <summary>Limits of distance (metres) and of turns (radians).</summary>
        public OrbitLimits(double minDistance, double maxDistance, double aside, double above, double below)
        {
            MinDistance = minDistance;
            MaxDistance = maxDistance;
            Aside = aside;
            Above = above;
            Below = below;
        }

        /// <summary>A distance that is allowed.</summary>
        public double Distance(double distance) => Math.Max(MinDistance, Math.Min(MaxDistance, distance));

        /// <summary>A direction that is allowed.</summary>
        public Direction Turn(Direction direction) => new Direction(
            Math.Max(-Aside, Math.Min(Aside, direction.Azimuth)),
            Math.Max(-Below, Math.Min(Above, direction.Elevation)));
    }
}
