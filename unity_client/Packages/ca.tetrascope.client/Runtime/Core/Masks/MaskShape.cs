using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>What masks hide, and how they are made, moved and scaled.</summary>
    public static class MaskShape
    {
        /// <summary>
        /// The rectangle between two places, both included, cut to the image; null where it lies outside.
        /// </summary>
        public static Rectangle? RectangleBetween(ImagePoint a, ImagePoint b, Size size)
        {
            int top = (int)Math.Floor(Math.Min(a.Row, b.Row));
            int left = (int)Math.Floor(Math.Min(a.Column, b.Column));
            int bottom = (int)Math.Floor(Math.Max(a.Row, b.Row));
            int right = (int)Math.Floor(Math.Max(a.Column, b.Column));
            return Cut(top, left, bottom + 1, right + 1, size);
        }

        /// <summary>A rectangle without what lies outside the image; null where nothing is left.</summary>
        public static Rectangle? CutRectangle(Rectangle rectangle, Size size) => Cut(
            rectangle.Top, rectangle.Left, rectangle.Top + rectangle.Height, rectangle.Left + rectangle.Width, size);

        /// <summary>Whether a mask hides a pixel.</summary>
        public static bool Covers(Mask mask, int row, int column)
        {
            (int y, int x) = (row - mask.Top, column - mask.Left);
            if (y < 0 || x < 0 || y >= mask.Height || x >= mask.Width)
            {
                return false;
            }
            return !(mask is Bitmap bitmap) || MaskBits.IsSet(bitmap.Data.Span, y * mask.Width + x);
        }

        /// <summary>The mask that lies on top at a pixel: the one added last; null where there is none.</summary>
        public static PlacedMask? TopmostAt(IReadOnlyList<PlacedMask> masks, int row, int column)
        {
            for (int place = masks.Count - 1; place >= 0; place--)
            {
                if (Covers(masks[place].Mask, row, column))
                {
                    return masks[place];
                }
            }
            return null;
        }

        /// <summary>Sets a byte for each pixel of the image, 1 where any mask hides it and 0 elsewhere.</summary>
        public static void Coverage(IReadOnlyList<PlacedMask> masks, Size size, Span<byte> flags)
        {
            flags.Clear();
            for (int place = 0; place < masks.Count; place++)
            {
                Lay(masks[place].Mask, flags, size);
            }
        }

        /// <summary>The smallest bitmap of the flags of an image; null where none is set.</summary>
        public static Bitmap? BitmapOf(ReadOnlySpan<byte> flags, Size size)
        {
            (int top, int bottom, int left, int right) = (size.Height, -1, size.Width, -1);
            for (int row = 0; row < size.Height; row++)
            {
                ReadOnlySpan<byte> line = flags.Slice(row * size.Width, size.Width);
                int first = line.IndexOf((byte)1);
                if (first >= 0)
                {
                    (top, bottom) = (Math.Min(top, row), row);
                    (left, right) = (Math.Min(left, first), Math.Max(right, line.LastIndexOf((byte)1)));
                }
            }
            if (bottom < 0)
            {
                return null;
            }
            (int height, int width) = (bottom - top + 1, right - left + 1);
            byte[] inside = new byte[height * width];
            for (int row = 0; row < height; row++)
            {
                flags.Slice((top + row) * size.Width + left, width).CopyTo(inside.AsSpan(row * width));
            }
            return new Bitmap(top, left, height, width, MaskBits.Pack(inside));
        }

        /// <summary>A mask moved by whole pixels, kept within the image.</summary>
        public static Mask Moved(Mask mask, double rows, double columns, Size size)
        {
            int top = Clamp(mask.Top + Rounded(rows), 0, size.Height - mask.Height);
            int left = Clamp(mask.Left + Rounded(columns), 0, size.Width - mask.Width);
            return mask is Bitmap bitmap
                ? new Bitmap(top, left, mask.Height, mask.Width, bitmap.Data)
                : (Mask)new Rectangle(top, left, mask.Height, mask.Width);
        }

        /// <summary>A mask for an input of another size; null where nothing is left of it.</summary>
        public static Mask? Rescaled(Mask mask, Size from, Size to)
        {
            if (from.Equals(to))
            {
                return mask;
            }
            (double y, double x) = ((double)to.Height / from.Height, (double)to.Width / from.Width);
            if (!(mask is Bitmap))
            {
                (int top, int left) = (Rounded(mask.Top * y), Rounded(mask.Left * x));
                int height = Math.Max(1, Rounded((mask.Top + mask.Height) * y) - top);
                int width = Math.Max(1, Rounded((mask.Left + mask.Width) * x) - left);
                return Cut(top, left, top + height, left + width, to);
            }
            byte[] flags = new byte[to.Area];
            for (int row = 0; row < to.Height; row++)
            {
                for (int column = 0; column < to.Width; column++)
                {
                    bool hidden = Covers(mask, (int)Math.Floor((row + 0.5) / y), (int)Math.Floor((column + 0.5) / x));
                    flags[row * to.Width + column] = (byte)(hidden ? 1 : 0);
                }
            }
            return BitmapOf(flags, to);
        }

        /// <summary>Pixels that a mask hides.</summary>
        public static int Area(Mask mask)
        {
            int pixels = mask.Height * mask.Width;
            if (!(mask is Bitmap bitmap))
            {
                return pixels;
            }
            int sum = 0;
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                sum += MaskBits.IsSet(bitmap.Data.Span, pixel) ? 1 : 0;
            }
            return sum;
        }

        /// <summary>Whether two masks hide the same pixels in the same form.</summary>
        public static bool SameMask(Mask a, Mask b)
        {
            if (a.Kind != b.Kind || a.Top != b.Top || a.Left != b.Left || a.Height != b.Height || a.Width != b.Width)
            {
                return false;
            }
            return !(a is Bitmap one && b is Bitmap other) || one.Data.Span.SequenceEqual(other.Data.Span);
        }

        /// <summary>Whether two lists hold the same masks in the same order, whatever their ids.</summary>
        public static bool SameMasks(IReadOnlyList<PlacedMask> a, IReadOnlyList<PlacedMask> b)
        {
            bool same = a.Count == b.Count;
            for (int place = 0; same && place < a.Count; place++)
            {
                same = SameMask(a[place].Mask, b[place].Mask);
            }
            return same;
        }

        /// <summary>Sets the flags of an image that a mask hides.</summary>
        private static void Lay(Mask mask, Span<byte> flags, Size size)
        {
            (int top, int bottom) = (Math.Max(0, mask.Top), Math.Min(size.Height, mask.Top + mask.Height));
            (int left, int right) = (Math.Max(0, mask.Left), Math.Min(size.Width, mask.Left + mask.Width));
            for (int row = top; row < bottom && left < right; row++)
            {
                if (!(mask is Bitmap bitmap))
                {
                    flags.Slice(row * size.Width + left, right - left).Fill(1);
                    continue;
                }
                int start = (row - mask.Top) * mask.Width - mask.Left;
                for (int column = left; column < right; column++)
                {
                    if (MaskBits.IsSet(bitmap.Data.Span, start + column))
                    {
                        flags[row * size.Width + column] = 1;
                    }
                }
            }
        }

        private static Rectangle? Cut(int top, int left, int bottom, int right, Size size)
        {
            (top, left) = (Math.Max(0, top), Math.Max(0, left));
            int height = Math.Min(size.Height, bottom) - top;
            int width = Math.Min(size.Width, right) - left;
            return height > 0 && width > 0 ? new Rectangle(top, left, height, width) : null;
        }

        private static int Rounded(double value) => (int)Math.Floor(value + 0.5);

        private static int Clamp(int value, int low, int high) => Math.Max(low, Math.Min(high, value));
    }
}
