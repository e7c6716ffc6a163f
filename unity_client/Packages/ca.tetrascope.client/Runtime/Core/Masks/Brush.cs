using System;
using Tetrascope.Geometry;

namespace Tetrascope.Masks
{
    /// <summary>The brush: a disc that is drawn over an image.</summary>
    public static class Brush
    {
        /// <summary>
        /// Sets the flags of the pixels whose centres lie within a radius of the way between two places. At least the
        /// pixel under <paramref name="to"/> is set. <paramref name="flags"/> has a byte for each pixel, row by row.
        /// </summary>
        public static void Stamp(Span<byte> flags, Size size, ImagePoint from, ImagePoint to, double radius)
        {
            int top = Math.Max(0, (int)Math.Floor(Math.Min(from.Row, to.Row) - radius));
            int bottom = Math.Min(size.Height - 1, (int)Math.Ceiling(Math.Max(from.Row, to.Row) + radius));
            int left = Math.Max(0, (int)Math.Floor(Math.Min(from.Column, to.Column) - radius));
            int right = Math.Min(size.Width - 1, (int)Math.Ceiling(Math.Max(from.Column, to.Column) + radius));
            for (int y = top; y <= bottom; y++)
            {
                for (int x = left; x <= right; x++)
                {
                    if (SquaredDistance(y + 0.5, x + 0.5, from, to) <= radius * radius)
                    {
                        flags[y * size.Width + x] = 1;
                    }
                }
            }
            (int row, int column) = ((int)Math.Floor(to.Row), (int)Math.Floor(to.Column));
            if (size.Holds(row, column))
            {
                flags[row * size.Width + column] = 1;
            }
        }

        /// <summary>From a pixel's centre to the nearest place on the way, squared.</summary>
        private static double SquaredDistance(double row, double column, ImagePoint from, ImagePoint to)
        {
            double rows = to.Row - from.Row;
            double columns = to.Column - from.Column;
            double squaredLength = rows * rows + columns * columns;
            double projected = (row - from.Row) * rows + (column - from.Column) * columns;
            double along = squaredLength == 0 ? 0 : Math.Max(0, Math.Min(1, projected / squaredLength));
            double y = row - from.Row - along * rows;
            double x = column - from.Column - along * columns;
            return y * y + x * x;
        }
    }
}
