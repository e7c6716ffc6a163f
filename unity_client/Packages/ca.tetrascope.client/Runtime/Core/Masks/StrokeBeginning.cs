using System.Collections.Generic;
using Tetrascope.Geometry;

namespace Tetrascope.Masks
{
    /// <summary>What a stroke begins with.</summary>
    public readonly struct StrokeBeginning
    {
        /// <summary>The masks before it.</summary>
        public readonly IReadOnlyList<PlacedMask> Before;

        /// <summary>Where the hand goes down.</summary>
        public readonly ImagePoint Start;

        /// <summary>The network's input.</summary>
        public readonly Size Size;

        /// <summary>Diameter of the brush, in pixels.</summary>
        public readonly double BrushSize;

        /// <summary>The superpixels; null where they are not known.</summary>
        public readonly Segments? Segments;

        /// <summary>A beginning at a place of an input.</summary>
        public StrokeBeginning(
            IReadOnlyList<PlacedMask> before, ImagePoint start, Size size, double brushSize, Segments? segments)
        {
            Before = before;
            Start = start;
            Size = size;
            BrushSize = brushSize;
            Segments = segments;
        }
    }
}
