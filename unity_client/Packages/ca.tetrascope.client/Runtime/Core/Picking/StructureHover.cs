using System;
using Tetrascope.Geometry;

namespace Tetrascope.Picking
{
    /// <summary>The pixel of a panel that is looked at, and what it is computed from.</summary>
    public readonly struct StructureHover : IEquatable<StructureHover>
    {
        /// <summary>Place of the column.</summary>
        public readonly int Position;

        /// <summary>The panel's cluster.</summary>
        public readonly int Cluster;

        /// <summary>The pixel.</summary>
        public readonly Pixel Pixel;

        /// <summary>The representative's value there; NaN before the layer is here.</summary>
        public readonly double Value;

        /// <summary>
        /// What it reads of the column before (of the input, where it is the first), in that column's pixels; null
        /// where that does not contribute.
        /// </summary>
        public readonly Region? Region;

        /// <summary>What it reads of the input, in pixels.</summary>
        public readonly Region? InputRegion;

        /// <summary>A pixel with what it reads.</summary>
        public StructureHover(
            int position, int cluster, Pixel pixel, double value, Region? region, Region? inputRegion)
        {
            Position = position;
            Cluster = cluster;
            Pixel = pixel;
            Value = value;
            Region = region;
            InputRegion = inputRegion;
        }

        /// <summary>Whether what comes before is the input, and no column.</summary>
        public bool ReadsInput => Position == 0;

        /// <summary>Whether it is the same pixel with the same value.</summary>
        public bool Equals(StructureHover other) =>
            Position == other.Position && Cluster == other.Cluster && Pixel.Equals(other.Pixel) &&
            Value.Equals(other.Value);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is StructureHover other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Position, Cluster, Pixel);
    }
}
