namespace Tetrascope.Viewing
{
    /// <summary>
    /// The part of scene 1 in view, in columns: 0 is the left edge of the first column's strip, 1.5 the middle of the
    /// second's.
    /// </summary>
    public readonly struct ViewRange
    {
        /// <summary>Where it begins.</summary>
        public readonly double From;

        /// <summary>Where it ends.</summary>
        public readonly double To;

        /// <summary>A part between two places.</summary>
        public ViewRange(double from, double to)
        {
            From = from;
            To = to;
        }
    }
}
