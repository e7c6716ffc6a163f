namespace UnityEngine
{
    public struct Bounds
    {
        public Bounds(Vector3 center, Vector3 size)
        {
            Center = center;
            Size = size;
        }

        internal Vector3 Center { get; }

        internal Vector3 Size { get; }
    }

    public struct Ray
    {
        public Ray(Vector3 origin, Vector3 direction)
        {
            this.origin = origin;
            this.direction = direction.normalized;
        }

        public Vector3 origin { get; }

        public Vector3 direction { get; }
    }
}
