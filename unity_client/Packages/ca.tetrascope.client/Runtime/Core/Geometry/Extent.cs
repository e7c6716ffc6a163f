namespace Tetrascope.Geometry
{
    /// <summary>Height and width in metres.</summary>
    public readonly struct Extent
    {
        /// <summary>From bottom to top.</summary>
        public readonly double Height;

        /// <summary>From left to right.</summary>
        public readonly double Width;

        /// <summary>So high and so wide.</summary>
        public Extent(double height, double width)
        {
            Height = height;
            Width = width;
        }
    }
}
