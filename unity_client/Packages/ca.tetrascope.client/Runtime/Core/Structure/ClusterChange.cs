using System;
using Tetrascope.Colours;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>How much the picture of a cluster changed.</summary>
    public readonly struct ClusterChange
    {
        /// <summary>The byte that stands for no difference.</summary>
        private const int Neutral = 127;

        private ClusterChange(double mean, double largest)
        {
            Mean = mean;
            Largest = largest;
        }

        /// <summary>Mean over the pixels of |modified − original|, in the picture's own unit.</summary>
        public double Mean { get; }

        /// <summary>The largest |modified − original|.</summary>
        public double Largest { get; }

        /// <summary>That of a signed tensor, whose neutral byte is no change.</summary>
        public static ClusterChange Of(Tensor difference)
        {
            long sum = 0;
            int largest = 0;
            foreach (byte stored in difference.Data.Span)
            {
                int size = Math.Abs(stored - Neutral);
                sum += size;
                largest = Math.Max(largest, size);
            }
            int pixels = difference.Data.Length;
            return new ClusterChange(pixels > 0 ? sum * difference.Scale / pixels : 0, largest * difference.Scale);
        }

        /// <summary>
        /// The colours of a signed tensor's bytes where <paramref name="limit"/> has the strongest one: red, green,
        /// blue and alpha of the bytes 0 to 255.
        /// </summary>
        /// <param name="difference">A signed tensor.</param>
        /// <param name="limit">What has the strongest colour.</param>
        /// <param name="table">The colours, see <see cref="ColourMap.SignedTable"/>.</param>
        public static byte[] LookupOnScale(Tensor difference, double limit, byte[] table)
        {
            byte[] own = new byte[table.Length];
            for (int stored = 0; stored < ColourMap.Colours; stored++)
            {
                double change = (stored - Neutral) * difference.Scale;
                double share = limit > 0 ? Math.Min(1, Math.Max(-1, change / limit)) : 0;
                int index = Neutral + (int)Math.Floor(Neutral * share + 0.5);
                Array.Copy(table, index * 4, own, stored * 4, 4);
            }
            return own;
        }
    }
}
