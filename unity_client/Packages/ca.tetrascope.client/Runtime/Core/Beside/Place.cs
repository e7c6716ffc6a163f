using System;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>
    /// The same place of the photo in two networks, whose inputs may be of other sizes and see other parts of it.
    /// </summary>
    public static class Place
    {
        /// <summary>
        /// The part of the photo, in its pixels, at which a region of a map stands: not all that the region is computed
        /// from.
        /// </summary>
        public static Area PhotoArea(Region region, Seen seen)
        {
            Box box = PhotoBox(region, seen);
            return new Area(box.Top, box.Left, box.Height, box.Width);
        }

        /// <summary>
        /// The pixels of a map that stand at a part of the photo: those nearest to it, at least one in each direction;
        /// null where the middle of the part is not in what the network sees.
        /// </summary>
        public static Region? RegionAt(Area area, Seen seen) => RegionAt(new Box(area), seen);

        /// <summary>
        /// Where a region of one map stands in another; null where it is not seen there. It allocates nothing.
        /// </summary>
        public static Region? RegionOver(Region region, Seen from, Seen to) => RegionAt(PhotoBox(region, from), to);

        private static Box PhotoBox(Region region, Seen seen)
        {
            double y = (double)seen.Input.Height / seen.Map.Height;
            double x = (double)seen.Input.Width / seen.Map.Width;
            var box = new Box(region.Top * y, region.Left * x, region.Height * y, region.Width * x);
            return Carried(box, seen.Framing.Input, seen.Framing.Photo);
        }

        private static Region? RegionAt(Box area, Seen seen)
        {
            Area photo = seen.Framing.Photo;
            (double row, double column) = (area.Top + area.Height / 2, area.Left + area.Width / 2);
            if (row < photo.Top || column < photo.Left ||
                row > photo.Top + photo.Height || column > photo.Left + photo.Width)
            {
                return null;
            }
            Box there = Carried(area, photo, seen.Framing.Input);
            (int top, int bottom) = Nearest(
                there.Top, there.Height, (double)seen.Map.Height / seen.Input.Height, seen.Map.Height);
            (int left, int right) = Nearest(
                there.Left, there.Width, (double)seen.Map.Width / seen.Input.Width, seen.Map.Width);
            return new Region(top, left, bottom, right);
        }

        /// <summary>
        /// A mask of one network's input at the same place of the photo in another's, whose input has this size; null
        /// where nothing of it is seen there.
        /// </summary>
        public static Mask? MaskAt(Mask mask, Framing from, Framing to, Size input)
        {
            if (SameFraming(from, to))
            {
                return mask;
            }
            return mask is Bitmap ? (Mask?)BitmapAt(mask, from, to, input) : RectangleAt(mask, from, to, input);
        }

        /// <summary>Whether two networks see the same part of the photo in the same pixels.</summary>
        public static bool SameFraming(Framing a, Framing b) =>
            SameArea(a.Photo, b.Photo) && SameArea(a.Input, b.Input);

        private static Rectangle? RectangleAt(Mask mask, Framing from, Framing to, Size input)
        {
            Box there = CarriedOver(new Box(mask.Top, mask.Left, mask.Height, mask.Width), from, to);
            (int first, int last) = (Rounded(there.Top), Rounded(there.Top + there.Height));
            (int start, int end) = (Rounded(there.Left), Rounded(there.Left + there.Width));
            return MaskShape.CutRectangle(
                new Rectangle(first, start, Math.Max(1, last - first), Math.Max(1, end - start)), input);
        }

        private static Bitmap? BitmapAt(Mask mask, Framing from, Framing to, Size input)
        {
            byte[] flags = new byte[input.Area];
            for (int row = 0; row < input.Height; row++)
            {
                for (int column = 0; column < input.Width; column++)
                {
                    (double y, double x) = PointOver(row + 0.5, column + 0.5, to, from);
                    bool hidden = MaskShape.Covers(mask, (int)Math.Floor(y), (int)Math.Floor(x));
                    flags[row * input.Width + column] = (byte)(hidden ? 1 : 0);
                }
            }
            return MaskShape.BitmapOf(flags, input);
        }

        /// <summary>The first and last of the pixels that are nearest to a stretch of the input.</summary>
        private static (int First, int Last) Nearest(double from, double length, double scale, int count)
        {
            int pixels = Math.Min(count, Math.Max(1, Rounded(length * scale)));
            int first = Rounded((from + length / 2) * scale - pixels / 2.0);
            int kept = Math.Min(Math.Max(first, 0), count - pixels);
            return (kept, kept + pixels - 1);
        }

        /// <summary>An area of one network's input in another's, by the photo.</summary>
        private static Box CarriedOver(Box area, Framing from, Framing to) =>
            Carried(Carried(area, from.Input, from.Photo), to.Photo, to.Input);

        /// <summary>An area within one at the same place of another.</summary>
        private static Box Carried(Box area, Area from, Area to)
        {
            (double y, double x) = (to.Height / from.Height, to.Width / from.Width);
            (double top, double left) = PointIn(area.Top, area.Left, from, to);
            return new Box(top, left, area.Height * y, area.Width * x);
        }

        private static (double Row, double Column) PointOver(double row, double column, Framing from, Framing to)
        {
            (double y, double x) = PointIn(row, column, from.Input, from.Photo);
            return PointIn(y, x, to.Photo, to.Input);
        }

        private static (double Row, double Column) PointIn(double row, double column, Area from, Area to)
        {
            (double y, double x) = (to.Height / from.Height, to.Width / from.Width);
            return (to.Top + (row - from.Top) * y, to.Left + (column - from.Left) * x);
        }

        private static bool SameArea(Area a, Area b) =>
            a.Top == b.Top && a.Left == b.Left && a.Height == b.Height && a.Width == b.Width;

        private static int Rounded(double value) => (int)Math.Floor(value + 0.5);

        /// <summary>An area on its way from one place to another.</summary>
        private readonly struct Box
        {
            public readonly double Top;
            public readonly double Left;
            public readonly double Height;
            public readonly double Width;

            public Box(double top, double left, double height, double width)
            {
                (Top, Left, Height, Width) = (top, left, height, width);
            }

            public Box(Area area)
                : this(area.Top, area.Left, area.Height, area.Width)
            {
            }
        }
    }
}
