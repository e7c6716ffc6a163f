using System;
using Tetrascope.Layout;

namespace Tetrascope.Viewing
{
    /// <summary>What of scene 1 is worth drawing from where one looks: with 58 layers most are out of view.</summary>
    public readonly struct StructureDetail : IEquatable<StructureDetail>
    {
        /// <summary>
        /// Below this many pixels an em nothing near the view's centre, nor much nearer, can be read.
        /// </summary>
        private const double Illegible = 2.5;

        /// <summary>The first column to draw.</summary>
        public readonly int From;

        /// <summary>The last column to draw.</summary>
        public readonly int To;

        /// <summary>Whether their texts can be read.</summary>
        public readonly bool Texts;

        private StructureDetail(int from, int to, bool texts)
        {
            From = from;
            To = to;
            Texts = texts;
        }

        /// <summary>Columns in view, and one more at either side.</summary>
        /// <param name="range">The columns in view.</param>
        /// <param name="columns">How many there are.</param>
        /// <param name="tallest">The most panels of any.</param>
        /// <param name="emPixels">Size of most text where one looks, in pixels.</param>
        public static StructureDetail Of(ViewRange range, int columns, int tallest, double emPixels) =>
            new StructureDetail(
                Math.Max(0, (int)Math.Floor(range.From) - 1), Math.Min(columns - 1, (int)Math.Ceiling(range.To) + 1),
                emPixels * Captions.CaptionScale(tallest) > Illegible);

        /// <inheritdoc/>
        public bool Equals(StructureDetail other) => From == other.From && To == other.To && Texts == other.Texts;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is StructureDetail other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(From, To, Texts);
    }
}
