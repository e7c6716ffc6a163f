using System;

namespace UnityEngine
{
    public struct Quaternion
    {
        private readonly float x;
        private readonly float y;
        private readonly float z;
        private readonly float w;

        private Quaternion(float x, float y, float z, float w)
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }

        internal static Quaternion Identity => new Quaternion(0f, 0f, 0f, 1f);

        public static Quaternion LookRotation(Vector3 forward, Vector3 upwards)
        {
            Vector3 z = forward.normalized;
            Vector3 x = Vector3.Cross(upwards, z).normalized;
            Vector3 y = Vector3.Cross(z, x);
            return FromAxes(x, y, z);
        }

        public static Quaternion AngleAxis(float angle, Vector3 axis)
        {
            double half = angle * Math.PI / 360.0;
            Vector3 along = axis.normalized * (float)Math.Sin(half);
            return new Quaternion(along.x, along.y, along.z, (float)Math.Cos(half));
        }

        public static Vector3 operator *(Quaternion rotation, Vector3 point) => rotation.Turn(point);

        internal Quaternion Inverse() => new Quaternion(-x, -y, -z, w);

        /// <summary>First the other turn, then this one.</summary>
        internal Quaternion After(Quaternion first) => new Quaternion(
            w * first.x + x * first.w + y * first.z - z * first.y,
            w * first.y + y * first.w + z * first.x - x * first.z,
            w * first.z + z * first.w + x * first.y - y * first.x,
            w * first.w - x * first.x - y * first.y - z * first.z);

        internal Vector3 Turn(Vector3 point)
        {
            var axis = new Vector3(x, y, z);
            Vector3 twice = Vector3.Cross(axis, point) * 2f;
            return point + twice * w + Vector3.Cross(axis, twice);
        }

        private static Quaternion FromAxes(Vector3 x, Vector3 y, Vector3 z)
        {
            float trace = x.x + y.y + z.z;
            if (trace > 0f)
            {
                float s = (float)Math.Sqrt(trace + 1f) * 2f;
                return new Quaternion((y.z - z.y) / s, (z.x - x.z) / s, (x.y - y.x) / s, s / 4f);
            }

            if (x.x > y.y && x.x > z.z)
            {
                float s = (float)Math.Sqrt(1f + x.x - y.y - z.z) * 2f;
                return new Quaternion(s / 4f, (y.x + x.y) / s, (z.x + x.z) / s, (y.z - z.y) / s);
            }

            if (y.y > z.z)
            {
                float s = (float)Math.Sqrt(1f + y.y - x.x - z.z) * 2f;
                return new Quaternion((y.x + x.y) / s, s / 4f, (z.y + y.z) / s, (z.x - x.z) / s);
            }
            else
            {
                float s = (float)Math.Sqrt(1f + z.z - x.x - y.y) * 2f;
                return new Quaternion((z.x + x.z) / s, (z.y + y.z) / s, s / 4f, (x.y - y.x) / s);
            }
        }
    }
}
