using Tetrascope.Geometry;

namespace Tetrascope.Packing
{
    /// <summary>Where a picture lies in an atlas.</summary>
    public sealed class Tile
    {
        internal Tile(int page, Pixel corner, Size size)
        {
            Page = page;
            Corner = corner;
            Size = size;
        }

        /// <summary>Its page.</summary>
        public int Page { get; }

        /// <summary>Its top left pixel on the page.</summary>
        public Pixel Corner { get; }

        /// <summary>Rows and columns of the stored bytes.</summary>
        public Size Size { get; }
    }
}
