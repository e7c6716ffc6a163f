using System;

namespace Tetrascope.Geometry
{
    /// <summary>A pixel of a map or an image, counted from its top left.</summary>
    public readonly struct Pixel : IEquatable<Pixel>
    {
        /// <summary>Row, 0 at the top.</summary>
        public readonly int Row;

        /// <summary>Column, 0 at the left.</summary>
        public readonly int Column;

        /// <summary>The pixel at a row and a column.</summary>
        public Pixel(int row, int column)
        {
            Row = row;
            Column = column;
        }

        /// <inheritdoc/>
        public bool Equals(Pixel other) => Row == other.Row && Column == other.Column;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Pixel other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => Row * 397 ^ Column;

        /// <inheritdoc/>
        public override string ToString() => $"({Row}, {Column})";
    }
}
