using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Which layers of two networks stand beside each other, by resolution and depth.</summary>
    public static class Alignment
    {
        /// <summary>The rule of <see cref="AlignedLayers"/>, for a person.</summary>
        public const string Rule =
            "Beside each other stand layers whose maps are the same share of the input’s side, to the nearest halving; "
            + "within one share in order, from the first to the last.";

        /// <summary>Units come after all maps.</summary>
        private const int Units = int.MaxValue;

        /// <summary>
        /// The layers of two networks beside each other. A layer's resolution is how often the input's side was halved,
        /// to the nearest whole number: log2 of the geometric mean of input rows / layer rows and input columns / layer
        /// columns. Within one resolution the network with fewer layers has them spread over the other's in order,
        /// first to first and last to last; a single one stands beside the last, what the other network gives on from
        /// there.
        /// </summary>
        public static IReadOnlyList<Resolution> AlignedLayers(Flow one, Flow two)
        {
            var found = new SortedDictionary<int, (List<Layer> One, List<Layer> Two)>();
            Gather(one, found, second: false);
            Gather(two, found, second: true);
            var aligned = new List<Resolution>();
            foreach (KeyValuePair<int, (List<Layer> One, List<Layer> Two)> each in found)
            {
                int? halvings = each.Key == Units ? (int?)null : each.Key;
                aligned.Add(new Resolution(halvings, Paired(each.Value.One, each.Value.Two)));
            }
            return aligned;
        }

        /// <summary>What share of the input's side a resolution is: <c>1/4 of the input’s side</c>.</summary>
        public static string ResolutionWords(int? halvings)
        {
            switch (halvings)
            {
                case null:
                    return "Units";
                case 0:
                    return "The input’s own size";
                default:
                    long times = 1L << Math.Abs(halvings.Value);
                    return halvings > 0 ? $"1/{times} of the input’s side" : $"{times} times the input’s side";
            }
        }

        private static void Gather(
            Flow flow, SortedDictionary<int, (List<Layer> One, List<Layer> Two)> into, bool second)
        {
            foreach (Layer layer in flow.Layers)
            {
                int halvings = HalvingsOf(layer, flow);
                if (!into.TryGetValue(halvings, out (List<Layer> One, List<Layer> Two) both))
                {
                    into[halvings] = both = (new List<Layer>(), new List<Layer>());
                }
                (second ? both.Two : both.One).Add(layer);
            }
        }

        private static int HalvingsOf(Layer layer, Flow flow)
        {
            if (layer.Kind == "dense")
            {
                return Units;
            }
            double rows = (double)flow.Input.Height / layer.Height;
            double columns = (double)flow.Input.Width / layer.Width;
            return Rounded(Math.Log(Math.Sqrt(rows * columns), 2));
        }

        private static IReadOnlyList<LayerPair> Paired(IReadOnlyList<Layer> one, IReadOnlyList<Layer> two)
        {
            int rows = Math.Max(one.Count, two.Count);
            (Layer?[] left, Layer?[] right) = (Spread(one, rows), Spread(two, rows));
            var pairs = new LayerPair[rows];
            for (int row = 0; row < rows; row++)
            {
                pairs[row] = new LayerPair(left[row], right[row]);
            }
            return pairs;
        }

        /// <summary>Layers over so many rows, in order.</summary>
        private static Layer?[] Spread(IReadOnlyList<Layer> layers, int rows)
        {
            var found = new Layer?[rows];
            for (int place = 0; place < layers.Count; place++)
            {
                int at = layers.Count == 1
                    ? rows - 1
                    : Rounded((double)(place * (rows - 1)) / (layers.Count - 1));
                found[at] = layers[place];
            }
            return found;
        }

        private static int Rounded(double value) => (int)Math.Floor(value + 0.5);
    }
}
