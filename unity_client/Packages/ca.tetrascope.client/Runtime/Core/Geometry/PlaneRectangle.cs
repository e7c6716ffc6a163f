namespace Tetrascope.Geometry
{
    /// <summary>A rectangle in the plane z = 0, in metres.</summary>
    public readonly struct PlaneRectangle
    {
        /// <summary>Least x.</summary>
        public readonly double Left;

        /// <summary>Most x.</summary>
        public readonly double Right;

        /// <summary>Least y.</summary>
        public readonly double Bottom;

        /// <summary>Most y.</summary>
        public readonly double Top;

        /// <summary>A rectangle of these edges.</summary>
        public PlaneRectangle(double left, double right, double bottom, double top)
        {
            Left = left;
            Right = right;
            Bottom = bottom;
            Top = top;
        }
    }
}
