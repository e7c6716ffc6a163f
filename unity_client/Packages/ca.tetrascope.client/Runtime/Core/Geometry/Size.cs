using System;

namespace Tetrascope.Geometry
{
    /// <summary>Rows and columns of a map or an image, in pixels.</summary>
    public readonly struct Size : IEquatable<Size>
    {
        /// <summary>Rows.</summary>
        public readonly int Height;

        /// <summary>Columns.</summary>
        public readonly int Width;

        /// <summary>So many rows by so many columns.</summary>
        public Size(int height, int width)
        {
            Height = height;
            Width = width;
        }

        /// <summary>Pixels.</summary>
        public int Area => Height * Width;

        /// <summary>Whether a pixel lies inside.</summary>
        public bool Holds(int row, int column) => row >= 0 && column >= 0 && row < Height && column < Width;

        /// <inheritdoc/>
        public bool Equals(Size other) => Height == other.Height && Width == other.Width;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => Height * 397 ^ Width;

        /// <inheritdoc/>
        public override string ToString() => $"{Height} × {Width}";
    }
}
