namespace Tetrascope.Geometry
{
    /// <summary>A point in a plane: of scene 1's panels (metres, y up), or of the view (pixels, y down).</summary>
    public readonly struct Point
    {
        /// <summary>To the right.</summary>
        public readonly double X;

        /// <summary>Up in a scene, down in a view.</summary>
        public readonly double Y;

        /// <summary>A point of two coordinates.</summary>
        public Point(double x, double y)
        {
            X = x;
            Y = y;
        }

        /// <inheritdoc/>
        public override string ToString() => $"({X}, {Y})";
    }
}
