using System;
using Tetrascope.Protocol;

namespace Tetrascope.Geometry
{
    /// <summary>The numbers of a tensor of bytes.</summary>
    public static class TensorValues
    {
        /// <summary>Rows and columns of a map or a picture.</summary>
        public static Size SizeOf(Tensor tensor) => new Size(tensor.Shape[0], tensor.Shape[1]);

        /// <summary>The number at a pixel of a map, or of one channel of a picture; NaN outside.</summary>
        public static double ValueAt(Tensor tensor, int row, int column, int channel = 0)
        {
            int channels = tensor.Shape.Count > 2 ? tensor.Shape[2] : 1;
            if (!SizeOf(tensor).Holds(row, column) || channel < 0 || channel >= channels)
            {
                return double.NaN;
            }
            ReadOnlySpan<byte> stored = tensor.Data.Span;
            return stored[(row * tensor.Shape[1] + column) * channels + channel] * tensor.Scale + tensor.Offset;
        }

        /// <summary>
        /// The smallest and the largest number of a map. Its smallest is stored as 0 and its largest as 255, unless all
        /// are equal.
        /// </summary>
        public static (double Min, double Max) Range(Tensor tensor) =>
            (tensor.Offset, 255 * tensor.Scale + tensor.Offset);
    }
}
