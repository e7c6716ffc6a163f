using System;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Importance of the part of the photo that both networks see, row by row.</summary>
    public sealed class PairedMaps
    {
        /// <summary>Pixels of the longer side of the maps.</summary>
        public const int MapSide = 224;

        private readonly double[] _grey;

        private PairedMaps(Protocol.Pool one, Protocol.Pool two, Area both)
        {
            double longer = Math.Max(both.Height, both.Width);
            Size = new Size(
                Math.Max(1, Rounded(MapSide * both.Height / longer)),
                Math.Max(1, Rounded(MapSide * both.Width / longer)));
            Area box = BoxIn(one.Framing, both);
            One = ResampledMap.Of(one.Importance, box, Size);
            Two = ResampledMap.Of(two.Importance, BoxIn(two.Framing, both), Size);
            Difference = new double[Size.Area];
            for (int pixel = 0; pixel < Difference.Length; pixel++)
            {
                Difference[pixel] = One[pixel] - Two[pixel];
                Limit = Math.Max(Limit, Math.Max(Math.Abs(One[pixel]), Math.Abs(Two[pixel])));
                Limit = Math.Max(Limit, Math.Abs(Difference[pixel]));
            }
            Correlation = RankCorrelation.Of(One, Two);
            _grey = GreyOf(one.Image, box, Size);
        }

        /// <summary>Rows and columns.</summary>
        public Size Size { get; }

        /// <summary>The first network's, as drops of the probability of its own answer.</summary>
        public double[] One { get; }

        /// <summary>The second network's.</summary>
        public double[] Two { get; }

        /// <summary>The first less the second.</summary>
        public double[] Difference { get; }

        /// <summary>The largest size of any value of these three: what the strongest colour stands for.</summary>
        public double Limit { get; }

        /// <summary>Spearman's rank correlation, −1..1; null where one of the maps has one value alone.</summary>
        public double? Correlation { get; }

        /// <summary>
        /// The importance of what both networks see of the photo; null where that is nothing. As <c>tetrascope
        /// compare</c> does.
        /// </summary>
        public static PairedMaps? Of(Protocol.Pool one, Protocol.Pool two)
        {
            Area? both = Overlap(one.Framing.Photo, two.Framing.Photo);
            return both == null ? null : new PairedMaps(one, two, both);
        }

        /// <summary>
        /// Writes one of the maps over the photo made grey: red, green, blue and alpha (255) for each pixel, the top
        /// row first.
        /// </summary>
        public void Write(double[] values, Span<byte> rgba)
        {
            for (int pixel = 0; pixel < values.Length; pixel++)
            {
                Rgb seen = Importance.Overlay(_grey[pixel], Limit > 0 ? values[pixel] / Limit : 0);
                (rgba[pixel * 4], rgba[pixel * 4 + 1]) = (seen.Red, seen.Green);
                (rgba[pixel * 4 + 2], rgba[pixel * 4 + 3]) = (seen.Blue, 255);
            }
        }

        private static double[] GreyOf(Tensor image, Area box, Size size)
        {
            double[] red = ResampledMap.Of(image, box, size, 0);
            double[] green = ResampledMap.Of(image, box, size, 1);
            double[] blue = ResampledMap.Of(image, box, size, 2);
            for (int pixel = 0; pixel < red.Length; pixel++)
            {
                red[pixel] = 0.299 * red[pixel] + 0.587 * green[pixel] + 0.114 * blue[pixel];
            }
            return red;
        }

        private static Area? Overlap(Area one, Area two)
        {
            (double top, double left) = (Math.Max(one.Top, two.Top), Math.Max(one.Left, two.Left));
            double height = Math.Min(one.Top + one.Height, two.Top + two.Height) - top;
            double width = Math.Min(one.Left + one.Width, two.Left + two.Width) - left;
            return height > 0 && width > 0 ? new Area(top, left, height, width) : null;
        }

        /// <summary>A part of the photo in a network's input.</summary>
        private static Area BoxIn(Framing framing, Area part)
        {
            (Area photo, Area input) = (framing.Photo, framing.Input);
            (double y, double x) = (input.Height / photo.Height, input.Width / photo.Width);
            return new Area(
                input.Top + (part.Top - photo.Top) * y, input.Left + (part.Left - photo.Left) * x, part.Height * y,
                part.Width * x);
        }

        private static int Rounded(double value) => (int)Math.Floor(value + 0.5);
    }
}
