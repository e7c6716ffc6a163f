using System;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>
    /// A part of a map or of a picture in another size, bilinear; made smaller, each value is the mean over what it
    /// stands for.
    /// </summary>
    internal static class ResampledMap
    {
        /// <summary>The values of a part, row by row, in the tensor's own unit.</summary>
        public static double[] Of(Tensor map, Area box, Size to, int channel = 0)
        {
            Size size = TensorValues.SizeOf(map);
            int channels = map.Shape.Count > 2 ? map.Shape[2] : 1;
            Weights[] rows = WeightsOf(box.Top, box.Height, to.Height, size.Height);
            Weights[] columns = WeightsOf(box.Left, box.Width, to.Width, size.Width);
            ReadOnlySpan<byte> stored = map.Data.Span;
            var across = new double[size.Height * to.Width];
            for (int row = 0; row < size.Height; row++)
            {
                for (int column = 0; column < to.Width; column++)
                {
                    double sum = 0;
                    Weights weights = columns[column];
                    for (int place = 0; place < weights.Shares.Length; place++)
                    {
                        int pixel = row * size.Width + weights.First + place;
                        sum += weights.Shares[place] * stored[pixel * channels + channel];
                    }
                    across[row * to.Width + column] = sum;
                }
            }
            return Down(across, rows, to, map.Scale, map.Offset);
        }

        private static double[] Down(double[] across, Weights[] rows, Size to, double scale, double offset)
        {
            var found = new double[to.Area];
            for (int row = 0; row < to.Height; row++)
            {
                Weights weights = rows[row];
                for (int column = 0; column < to.Width; column++)
                {
                    double sum = 0;
                    for (int place = 0; place < weights.Shares.Length; place++)
                    {
                        sum += weights.Shares[place] * across[(weights.First + place) * to.Width + column];
                    }
                    found[row * to.Width + column] = sum * scale + offset;
                }
            }
            return found;
        }

        /// <summary>A triangle around the middle of each pixel, as wide as a pixel of the coarser of both.</summary>
        private static Weights[] WeightsOf(double from, double length, int count, int limit)
        {
            double step = length / count;
            double reach = Math.Max(step, 1);
            var found = new Weights[count];
            for (int pixel = 0; pixel < count; pixel++)
            {
                double middle = from + (pixel + 0.5) * step;
                int first = Math.Max(0, (int)Math.Floor(middle - reach + 0.5));
                int end = Math.Min(limit, (int)Math.Floor(middle + reach + 0.5));
                var shares = new double[Math.Max(0, end - first)];
                double sum = 0;
                for (int place = 0; place < shares.Length; place++)
                {
                    shares[place] = Math.Max(0, 1 - Math.Abs(first + place + 0.5 - middle) / reach);
                    sum += shares[place];
                }
                for (int place = 0; place < shares.Length; place++)
                {
                    shares[place] /= sum;
                }
                found[pixel] = new Weights(first, shares);
            }
            return found;
        }

        /// <summary>What a pixel of the result takes of those from the first on.</summary>
        private readonly struct Weights
        {
            public readonly int First;
            public readonly double[] Shares;

            public Weights(int first, double[] shares)
            {
                First = first;
                Shares = shares;
            }
        }
    }
}
