using System;
using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// From where to look: angles in radians, 0 is straight on, positive from the right and from above.
    /// </summary>
    public readonly struct Direction
    {
        /// <summary>Straight on.</summary>
        public static readonly Direction Front = new Direction(0, 0);

        /// <summary>To the side.</summary>
        public readonly double Azimuth;

        /// <summary>Upwards.</summary>
        public readonly double Elevation;

        /// <summary>A direction of two angles.</summary>
        public Direction(double azimuth, double elevation)
        {
            Azimuth = azimuth;
            Elevation = elevation;
        }

        /// <summary>The unit vector from what is looked at towards the camera.</summary>
        public Vector3 Back => new Vector3(
            (float)(Math.Sin(Azimuth) * Math.Cos(Elevation)),
            (float)Math.Sin(Elevation),
            (float)(Math.Cos(Azimuth) * Math.Cos(Elevation)));

        /// <summary>The direction of a vector towards the camera.</summary>
        public static Direction Of(Vector3 back)
        {
            double length = back.Length();
            double up = length > 0 ? Math.Max(-1, Math.Min(1, back.Y / length)) : 0;
            return new Direction(Math.Atan2(back.X, back.Z), Math.Asin(up));
        }
    }
}
