using System;

namespace Tetrascope.Colours
{
    /// <summary>An sRGB colour, a byte for each channel.</summary>
    public readonly struct Rgb : IEquatable<Rgb>
    {
        /// <summary>Red, 0..255.</summary>
        public readonly byte Red;

        /// <summary>Green, 0..255.</summary>
        public readonly byte Green;

        /// <summary>Blue, 0..255.</summary>
        public readonly byte Blue;

        /// <summary>A colour of three bytes.</summary>
        public Rgb(byte red, byte green, byte blue)
        {
            Red = red;
            Green = green;
            Blue = blue;
        }

        /// <inheritdoc/>
        public bool Equals(Rgb other) => Red == other.Red && Green == other.Green && Blue == other.Blue;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Rgb other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (Red << 16) | (Green << 8) | Blue;

        /// <summary>The colour as #rrggbb.</summary>
        public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
    }
}
