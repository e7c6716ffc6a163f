using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>Superpixels: each pixel's segment, read once from the message.</summary>
    public sealed class Segments
    {
        private readonly ushort[] _labels;

        /// <summary>The segments of an answer; its labels are of two bytes each, the low one first.</summary>
        public Segments(Superpixels message)
        {
            Size = new Size(message.Labels.Shape[0], message.Labels.Shape[1]);
            Count = message.Count;
            ReadOnlySpan<byte> bytes = message.Labels.Data.Span;
            _labels = new ushort[Size.Area];
            for (int pixel = 0; pixel < _labels.Length; pixel++)
            {
                _labels[pixel] = (ushort)(bytes[2 * pixel] | (bytes[2 * pixel + 1] << 8));
            }
        }

        /// <summary>Rows and columns of the image.</summary>
        public Size Size { get; }

        /// <summary>How many there are.</summary>
        public int Count { get; }

        /// <summary>The segment under a pixel; null outside the image.</summary>
        public int? At(int row, int column) =>
            Size.Holds(row, column) ? _labels[row * Size.Width + column] : (int?)null;

        /// <summary>A segment as a mask; null where there is none of that number.</summary>
        public Bitmap? MaskOf(int segment)
        {
            byte[] flags = new byte[_labels.Length];
            for (int pixel = 0; pixel < flags.Length; pixel++)
            {
                flags[pixel] = (byte)(_labels[pixel] == segment ? 1 : 0);
            }
            return MaskShape.BitmapOf(flags, Size);
        }

        /// <summary>
        /// Lines between pixels of different segments, neighbouring ones joined, to draw outlines at any size.
        /// </summary>
        public IReadOnlyList<SegmentLine> Outlines()
        {
            List<SegmentLine> lines = new List<SegmentLine>();
            for (int row = 1; row < Size.Height; row++)
            {
                int start = -1;
                for (int column = 0; column <= Size.Width; column++)
                {
                    bool differs = column < Size.Width && At(row, column) != At(row - 1, column);
                    if (!differs && start >= 0)
                    {
                        lines.Add(new SegmentLine(row, start, row, column));
                    }
                    start = !differs ? -1 : start < 0 ? column : start;
                }
            }
            for (int column = 1; column < Size.Width; column++)
            {
                int start = -1;
                for (int row = 0; row <= Size.Height; row++)
                {
                    bool differs = row < Size.Height && At(row, column) != At(row, column - 1);
                    if (!differs && start >= 0)
                    {
                        lines.Add(new SegmentLine(start, column, row, column));
                    }
                    start = !differs ? -1 : start < 0 ? row : start;
                }
            }
            return lines;
        }
    }
}
