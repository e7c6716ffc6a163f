using System;
using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// Where a scene stands in the room around a person, always upright: right-handed metres, a turn about the vertical
    /// in radians (positive to the left, as seen from above), and a scale.
    /// </summary>
    public readonly struct ScenePlace
    {
        /// <summary>At the room's origin, as large as it is.</summary>
        public static readonly ScenePlace Origin = new ScenePlace(Vector3.Zero, 0, 1);

        /// <summary>Where the scene's origin stands.</summary>
        public readonly Vector3 Position;

        /// <summary>How far it is turned.</summary>
        public readonly float Turn;

        /// <summary>Metres of the room for a metre of the scene.</summary>
        public readonly float Scale;

        /// <summary>A place in the room.</summary>
        public ScenePlace(Vector3 position, float turn, float scale)
        {
            Position = position;
            Turn = turn;
            Scale = scale;
        }

        /// <summary>
        /// The place where a person sees a point of the scene straight ahead: at their eyes' height, so far away, and
        /// facing them. <paramref name="heading"/> is how far the head is turned; unturned it looks along -z.
        /// </summary>
        public static ScenePlace Before(Vector3 head, float heading, Vector3 point, float distance, float scale = 1)
        {
            Vector3 ahead = Turned(new Vector3(0, 0, -distance), heading);
            return new ScenePlace(head + ahead - Turned(scale * point, heading), heading, scale);
        }

        /// <summary>Where a point of the scene is in the room.</summary>
        public Vector3 ToRoom(Vector3 point) => Position + Turned(Scale * point, Turn);

        /// <summary>Where a point of the room is in the scene.</summary>
        public Vector3 ToScene(Vector3 point) => Turned(point - Position, -Turn) / Scale;

        /// <summary>A ray of the room in the scene's coordinates, in which things are picked.</summary>
        public Ray ToScene(Ray ray) => new Ray(ToScene(ray.Origin), Turned(ray.Direction, -Turn));

        internal static Vector3 Turned(Vector3 point, float turn)
        {
            (float sine, float cosine) = ((float)Math.Sin(turn), (float)Math.Cos(turn));
            return new Vector3(cosine * point.X + sine * point.Z, point.Y, cosine * point.Z - sine * point.X);
        }
    }
}
