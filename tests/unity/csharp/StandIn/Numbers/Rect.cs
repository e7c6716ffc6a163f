namespace UnityEngine
{
    public struct Rect
    {
        public Rect(float x, float y, float width, float height)
        {
            X = x;
            Y = y;
            Width = width;
            Height = height;
        }

        internal float X { get; }

        internal float Y { get; }

        internal float Width { get; }

        internal float Height { get; }
    }
}
