using System.Numerics;
using Tetrascope.Geometry;

namespace Tetrascope.Viewing
{
    /// <summary>A line of sight, of a pointer or of a hand, in a scene's coordinates.</summary>
    public readonly struct Ray
    {
        /// <summary>Where it begins.</summary>
        public readonly Vector3 Origin;

        /// <summary>Where it goes; of any length but 0.</summary>
        public readonly Vector3 Direction;

        /// <summary>A ray from a point in a direction.</summary>
        public Ray(Vector3 origin, Vector3 direction)
        {
            Origin = origin;
            Direction = direction;
        }

        /// <summary>Where it meets the plane z = 0; null where it never does.</summary>
        public Point? MeetPlane()
        {
            float share = Direction.Z == 0 ? -1 : -Origin.Z / Direction.Z;
            return share > 0
                ? new Point(Origin.X + (double)Direction.X * share, Origin.Y + (double)Direction.Y * share)
                : (Point?)null;
        }
    }
}
