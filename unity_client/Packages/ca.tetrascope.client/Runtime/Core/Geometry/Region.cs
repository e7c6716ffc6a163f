using System;

namespace Tetrascope.Geometry
{
    /// <summary>A rectangle of positions of a stage, both ends included.</summary>
    public readonly struct Region : IEquatable<Region>
    {
        /// <summary>First row.</summary>
        public readonly int Top;

        /// <summary>First column.</summary>
        public readonly int Left;

        /// <summary>Last row.</summary>
        public readonly int Bottom;

        /// <summary>Last column.</summary>
        public readonly int Right;

        /// <summary>A region of these ends.</summary>
        public Region(int top, int left, int bottom, int right)
        {
            Top = top;
            Left = left;
            Bottom = bottom;
            Right = right;
        }

        /// <summary>Rows.</summary>
        public int Height => Bottom - Top + 1;

        /// <summary>Columns.</summary>
        public int Width => Right - Left + 1;

        /// <summary>The region of one pixel.</summary>
        public static Region Of(Pixel pixel) => new Region(pixel.Row, pixel.Column, pixel.Row, pixel.Column);

        /// <summary>The smallest region that holds both.</summary>
        public Region Join(Region other) => new Region(
            Math.Min(Top, other.Top), Math.Min(Left, other.Left),
            Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));

        /// <summary>What it covers of a map of this size.</summary>
        public Shares SharesOf(Size size) => new Shares(
            (float)Left / size.Width, (float)Top / size.Height,
            (float)(Right + 1) / size.Width, (float)(Bottom + 1) / size.Height);

        /// <inheritdoc/>
        public bool Equals(Region other) =>
            Top == other.Top && Left == other.Left && Bottom == other.Bottom && Right == other.Right;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Region other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Top, Left, Bottom, Right);

        /// <inheritdoc/>
        public override string ToString() => $"[{Top}, {Left}, {Bottom}, {Right}]";
    }
}
