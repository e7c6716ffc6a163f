using System.Numerics;

namespace Tetrascope.Layout
{
    /// <summary>Where a copy stands that has its place in a plane; lengths in metres.</summary>
    public readonly struct Tile
    {
        /// <summary>Its middle.</summary>
        public readonly Vector3 Point;

        /// <summary>Its side.</summary>
        public readonly float Side;

        /// <summary>
        /// Width of what it shows of the photo around its mask's middle, as a share of the photo's longer side; 0 for a
        /// whole copy.
        /// </summary>
        public readonly float Cut;

        /// <summary>A copy at a place.</summary>
        public Tile(Vector3 point, float side, float cut)
        {
            Point = point;
            Side = side;
            Cut = cut;
        }
    }
}
