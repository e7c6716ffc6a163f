namespace Tetrascope.Masks
{
    /// <summary>
    /// A place on an image, in pixels from its top left corner: the centre of pixel (0, 0) is at (0.5, 0.5).
    /// </summary>
    public readonly struct ImagePoint
    {
        /// <summary>Downwards.</summary>
        public readonly double Row;

        /// <summary>To the right.</summary>
        public readonly double Column;

        /// <summary>A place so far down and so far to the right.</summary>
        public ImagePoint(double row, double column)
        {
            Row = row;
            Column = column;
        }
    }
}
