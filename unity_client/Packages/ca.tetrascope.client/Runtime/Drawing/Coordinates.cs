using System;
using Tetrascope.Geometry;
using Tetrascope.Viewing;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// Between the protocol's right-handed coordinates (z towards the viewer) and Unity's left-handed ones (z away).
    /// </summary>
    internal static class Coordinates
    {
        public static Vector3 ToUnity(System.Numerics.Vector3 point) => new Vector3(point.X, point.Y, -point.Z);

        public static System.Numerics.Vector3 FromUnity(Vector3 point) =>
            new System.Numerics.Vector3(point.x, point.y, -point.z);

        public static Vector2 ToUnity(Point point) => new Vector2((float)point.X, (float)point.Y);

        public static Vector4 ToUnity(Shares box) => new Vector4(box.Left, box.Top, box.Right, box.Bottom);

        /// <summary>Stands a scene's object where the scene is in the room.</summary>
        public static void Put(Transform scene, ScenePlace place)
        {
            // What turns to the left there turns to the right here.
            float degrees = place.Turn * (float)(-180 / Math.PI);
            scene.SetPositionAndRotation(ToUnity(place.Position), Quaternion.AngleAxis(degrees, Vector3.up));
            scene.localScale = Vector3.one * place.Scale;
        }

        /// <summary>
        /// A ray of the world as a scene sees it whose object may have been moved, turned and scaled.
        /// </summary>
        public static Viewing.Ray FromUnity(UnityEngine.Ray ray, Transform scene)
        {
            Vector3 origin = scene.InverseTransformPoint(ray.origin);
            Vector3 further = scene.InverseTransformPoint(ray.origin + ray.direction);
            return new Viewing.Ray(FromUnity(origin), FromUnity(further - origin));
        }
    }
}
