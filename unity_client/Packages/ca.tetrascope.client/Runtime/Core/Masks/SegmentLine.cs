namespace Tetrascope.Masks
{
    /// <summary>A line of an outline between pixels, from one corner of a pixel to another.</summary>
    public readonly struct SegmentLine
    {
        /// <summary>Row of its beginning: 1 is between rows 0 and 1.</summary>
        public readonly int FromRow;

        /// <summary>Column of its beginning.</summary>
        public readonly int FromColumn;

        /// <summary>Row of its end.</summary>
        public readonly int ToRow;

        /// <summary>Column of its end.</summary>
        public readonly int ToColumn;

        /// <summary>A line between two corners.</summary>
        public SegmentLine(int fromRow, int fromColumn, int toRow, int toColumn)
        {
            FromRow = fromRow;
            FromColumn = fromColumn;
            ToRow = toRow;
            ToColumn = toColumn;
        }
    }
}
