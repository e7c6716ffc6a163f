using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>One channel of a layer for two images, A and B.</summary>
    public sealed class ChannelDifference
    {
        private ChannelDifference(FeatureMap a, FeatureMap b)
        {
            A = a;
            B = b;
            double sum = 0;
            ReadOnlySpan<byte> ofA = a.Map.Data.Span;
            ReadOnlySpan<byte> ofB = b.Map.Data.Span;
            for (int pixel = 0; pixel < ofA.Length; pixel++)
            {
                double amount = Math.Abs(ValueAt(b.Map, ofB[pixel]) - ValueAt(a.Map, ofA[pixel]));
                sum += amount;
                Largest = Math.Max(Largest, amount);
            }
            Mean = ofA.Length > 0 ? sum / ofA.Length : 0;
        }

        /// <summary>The channel.</summary>
        public int Channel => A.Channel;

        /// <summary>Its map for A.</summary>
        public FeatureMap A { get; }

        /// <summary>Its map for B.</summary>
        public FeatureMap B { get; }

        /// <summary>Mean over the pixels of |B − A|, in the maps' own unit.</summary>
        public double Mean { get; }

        /// <summary>Largest |B − A|.</summary>
        public double Largest { get; }

        /// <summary>
        /// Pairs the maps of two answers by channel, the largest mean |B − A| first; channels that only one has are
        /// left out.
        /// </summary>
        public static IReadOnlyList<ChannelDifference> Between(
            IReadOnlyList<FeatureMap> mapsA, IReadOnlyList<FeatureMap> mapsB)
        {
            var byChannel = new Dictionary<int, FeatureMap>();
            foreach (FeatureMap map in mapsB)
            {
                byChannel[map.Channel] = map;
            }
            var pairs = new List<ChannelDifference>();
            foreach (FeatureMap a in mapsA)
            {
                if (byChannel.TryGetValue(a.Channel, out FeatureMap? b) && b.Map.Data.Length == a.Map.Data.Length)
                {
                    pairs.Add(new ChannelDifference(a, b));
                }
            }
            pairs.Sort((one, other) => one.Mean != other.Mean
                ? other.Mean.CompareTo(one.Mean)
                : one.Channel.CompareTo(other.Channel));
            return pairs;
        }

        /// <summary>Smallest and largest value of both maps together.</summary>
        public (double Low, double High) CommonRange()
        {
            (double lowA, double highA) = TensorValues.Range(A.Map);
            (double lowB, double highB) = TensorValues.Range(B.Map);
            return (Math.Min(lowA, lowB), Math.Max(highA, highB));
        }

        /// <summary>
        /// The colours of a map's bytes on a scale from <paramref name="low"/> to <paramref name="high"/>, so that two
        /// maps can be compared by eye: red, green, blue and alpha of the bytes 0 to 255.
        /// </summary>
        /// <param name="map">A map.</param>
        /// <param name="low">What has the first colour.</param>
        /// <param name="high">What has the last.</param>
        /// <param name="table">The colours, see <see cref="ColourMap.LookupTable"/>.</param>
        public static byte[] LookupOnScale(Tensor map, double low, double high, byte[] table)
        {
            byte[] own = new byte[table.Length];
            for (int stored = 0; stored < ColourMap.Colours; stored++)
            {
                double share = high > low ? (ValueAt(map, (byte)stored) - low) / (high - low) : 0;
                int index = (int)Math.Floor(255 * Math.Min(1, Math.Max(0, share)) + 0.5);
                Array.Copy(table, index * 4, own, stored * 4, 4);
            }
            return own;
        }

        private static double ValueAt(Tensor map, byte stored)
        {
            return stored * map.Scale + map.Offset;
        }
    }
}
