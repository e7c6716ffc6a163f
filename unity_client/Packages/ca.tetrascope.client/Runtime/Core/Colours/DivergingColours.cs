using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Colours
{
    /// <summary>
    /// Colours of differences, from B &lt; A through no change to B &gt; A; told apart without red against green.
    /// </summary>
    public static class DivergingColours
    {
        /// <summary>The colours, equally spaced from the largest fall to the largest rise.</summary>
        public static readonly IReadOnlyList<Rgb> Stops = SceneColours.Difference;

        /// <summary>The 256 colours of a scale, as those of a <see cref="ColourMap"/>.</summary>
        public static readonly ColourMap Scale = new ColourMap("difference", "Difference", Stops);

        private const int Steps = 512;
        private static readonly byte[] Table = MakeTable();

        /// <summary>Red, green and blue at a share, from −1 (B below A) to 1.</summary>
        public static Rgb At(double share)
        {
            double place = (Math.Min(1, Math.Max(-1, share)) + 1) / 2 * (Stops.Count - 1);
            int index = Math.Min(Stops.Count - 2, (int)Math.Floor(place));
            double part = place - index;
            (Rgb from, Rgb to) = (Stops[index], Stops[index + 1]);
            return new Rgb(Mix(from.Red, to.Red, part), Mix(from.Green, to.Green, part), Mix(from.Blue, to.Blue, part));
        }

        /// <summary>
        /// Writes B − A of two maps of one size as a picture: red, green, blue and alpha bytes, the top row first.
        /// <paramref name="limit"/> has the strongest colour, and 0 is white.
        /// </summary>
        public static void Write(Tensor a, Tensor b, double limit, Span<byte> rgba)
        {
            ReadOnlySpan<byte> ofA = a.Data.Span;
            ReadOnlySpan<byte> ofB = b.Data.Span;
            for (int pixel = 0; pixel < ofA.Length; pixel++)
            {
                double change = ofB[pixel] * b.Scale + b.Offset - (ofA[pixel] * a.Scale + a.Offset);
                double share = limit > 0 ? Math.Min(1, Math.Max(-1, change / limit)) : 0;
                int step = (int)Math.Floor((share + 1) / 2 * Steps + 0.5);
                Table.AsSpan(step * 4, 4).CopyTo(rgba.Slice(pixel * 4));
            }
        }

        private static byte[] MakeTable()
        {
            byte[] table = new byte[(Steps + 1) * 4];
            for (int step = 0; step <= Steps; step++)
            {
                Rgb colour = At(2.0 * step / Steps - 1);
                table[step * 4] = colour.Red;
                table[step * 4 + 1] = colour.Green;
                table[step * 4 + 2] = colour.Blue;
                table[step * 4 + 3] = 255;
            }
            return table;
        }

        private static byte Mix(byte from, byte to, double part) =>
            (byte)Math.Floor((1 - part) * from + part * to + 0.5);
    }
}
