using System;
using Tetrascope.Protocol;

namespace Tetrascope.Colours
{
    /// <summary>
    /// The colours of an importance map: over the image made grey, by the sign, as opaque as it is large.
    /// </summary>
    public static class Importance
    {
        /// <summary>The guide's opacity of the largest importance.</summary>
        public const double Strongest = 0.78;
        private const double MiddleGrey = 150;

        /// <summary>The largest |value| of an importance map; both ends of its colour scale.</summary>
        public static double Largest(Tensor importance) =>
            // The smallest value is stored as 0 and the largest as 255.
            Math.Max(Math.Abs(importance.Offset), Math.Abs(importance.Offset + 255 * importance.Scale));

        /// <summary>What lies over a grey of 0..255 for an importance of −1..1 of the largest.</summary>
        public static Rgb Overlay(double grey, double share)
        {
            Rgb colour = share < 0 ? SceneColours.ImportanceNegative : SceneColours.ImportancePositive;
            double opacity = Strongest * Math.Min(1, Math.Abs(share));
            return new Rgb(
                Mix(grey, colour.Red, opacity), Mix(grey, colour.Green, opacity), Mix(grey, colour.Blue, opacity));
        }

        /// <summary>
        /// Writes the colours of the map over a middle grey, from the largest rise to the largest drop: red, green,
        /// blue and alpha (255) each.
        /// </summary>
        public static void WriteScale(Span<byte> rgba)
        {
            int colours = rgba.Length / 4;
            for (int place = 0; place < colours; place++)
            {
                Rgb seen = Overlay(MiddleGrey, 2.0 * place / (colours - 1) - 1);
                (rgba[place * 4], rgba[place * 4 + 1]) = (seen.Red, seen.Green);
                (rgba[place * 4 + 2], rgba[place * 4 + 3]) = (seen.Blue, 255);
            }
        }

        /// <summary>
        /// Writes an importance map (height, width) over an image (height, width, 3) made grey (Rec. 601 luma): red,
        /// green, blue and alpha (255) for each pixel, the top row first.
        /// </summary>
        public static void Write(Tensor image, Tensor importance, Span<byte> rgba)
        {
            ReadOnlySpan<byte> colours = image.Data.Span;
            ReadOnlySpan<byte> values = importance.Data.Span;
            double largest = Largest(importance);
            double whole = largest > 0 ? largest : 1;
            for (int pixel = 0; pixel < values.Length; pixel++)
            {
                ReadOnlySpan<byte> colour = colours.Slice(pixel * 3, 3);
                double grey = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
                double value = values[pixel] * importance.Scale + importance.Offset;
                Rgb seen = Overlay(grey, value / whole);
                (rgba[pixel * 4], rgba[pixel * 4 + 1]) = (seen.Red, seen.Green);
                (rgba[pixel * 4 + 2], rgba[pixel * 4 + 3]) = (seen.Blue, 255);
            }
        }

        private static byte Mix(double grey, byte colour, double opacity) =>
            (byte)Math.Floor(grey + (colour - grey) * opacity + 0.5);
    }
}
