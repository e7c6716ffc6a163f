using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// A camera as one looks through it: where things are seen, and what a point of its view looks at.
    /// </summary>
    public readonly struct Eye
    {
        /// <summary>Where it is, in a scene's coordinates.</summary>
        public readonly Vector3 Position;

        /// <summary>What it sees through.</summary>
        public readonly Lens Lens;

        private readonly Vector3 _right;
        private readonly Vector3 _up;
        private readonly Vector3 _back;

        /// <summary>The eye of a camera that stands upright.</summary>
        public Eye(CameraView view, Lens lens)
        {
            Position = view.Position;
            Lens = lens;
            _back = Vector3.Normalize(view.Position - view.Target);
            Vector3 right = Vector3.Cross(Vector3.UnitY, _back);
            _right = right.LengthSquared() > 1e-12f ? Vector3.Normalize(right) : Vector3.UnitX;
            _up = Vector3.Cross(_back, _right);
        }

        /// <summary>
        /// The eye of a camera, or of a head, that is turned in any way; unturned it looks along -z with y up.
        /// </summary>
        public Eye(Vector3 position, Quaternion turn, Lens lens)
        {
            Position = position;
            Lens = lens;
            _right = Vector3.Transform(Vector3.UnitX, turn);
            _up = Vector3.Transform(Vector3.UnitY, turn);
            _back = Vector3.Transform(Vector3.UnitZ, turn);
        }

        /// <summary>The unit vector to its right.</summary>
        public Vector3 Right => _right;

        /// <summary>The unit vector upwards.</summary>
        public Vector3 Up => _up;

        /// <summary>The unit vector towards who looks.</summary>
        public Vector3 Back => _back;

        /// <summary>
        /// A point as the eye has it: to the right and up, as multiples of half the view's width and height at 1 m, and
        /// the distance along the line of sight.
        /// </summary>
        public Vector3 Seen(Vector3 point)
        {
            Vector3 away = point - Position;
            float slope = (float)Lens.Slope;
            return new Vector3(
                Vector3.Dot(away, _right) / (slope * (float)Lens.Aspect), Vector3.Dot(away, _up) / slope,
                -Vector3.Dot(away, _back));
        }

        /// <summary>Where a point is seen; null behind the eye.</summary>
        public ScreenPoint? OnScreen(Vector3 point)
        {
            Vector3 seen = Seen(point);
            return seen.Z <= 1e-6f
                ? (ScreenPoint?)null
                : new ScreenPoint(
                    (0.5 + 0.5 * seen.X / seen.Z) * Lens.Width, (0.5 - 0.5 * seen.Y / seen.Z) * Lens.Height, seen.Z);
        }

        /// <summary>The line of sight through a point of the view, in pixels from its top left.</summary>
        public Ray RayThrough(double x, double y)
        {
            float slope = (float)Lens.Slope;
            float across = (float)((x / Lens.Width * 2 - 1) * Lens.Aspect) * slope;
            float along = (float)(1 - y / Lens.Height * 2) * slope;
            return new Ray(Position, across * _right + along * _up - _back);
        }
    }
}
