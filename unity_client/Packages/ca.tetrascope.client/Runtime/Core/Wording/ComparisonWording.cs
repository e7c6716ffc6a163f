using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Wording
{
    /// <summary>What is said of two images that are compared, A and B.</summary>
    public static class ComparisonWording
    {
        /// <summary>How the maps of both are drawn, and how many are the same.</summary>
        public static string About(IReadOnlyList<ChannelDifference> pairs)
        {
            int same = 0;
            foreach (ChannelDifference pair in pairs)
            {
                same += pair.Largest == 0 ? 1 : 0;
            }
            return "A and B of a channel share one scale. B − A: blue is less, red is more."
                + (same > 0 ? $" {Words.Count(same, "map")} {(same == 1 ? "is" : "are")} the same." : "");
        }

        /// <summary>Beside the maps of a channel.</summary>
        public static string Mean(ChannelDifference pair) => $"mean |B − A| {Words.Value(pair.Mean)}";

        /// <summary>The same while a pixel is pointed at: its value of A, of B, and what changed.</summary>
        public static string Numbers(ChannelDifference pair, Pixel at)
        {
            double a = TensorValues.ValueAt(pair.A.Map, at.Row, at.Column);
            double b = TensorValues.ValueAt(pair.B.Map, at.Row, at.Column);
            return $"{Words.Value(a)} → {Words.Value(b)}: {(b > a ? "+" : "")}{Words.Value(b - a)}";
        }

        /// <summary>Below a representative of one side.</summary>
        public static string Representative(Cluster cluster, string criterion) =>
            $"Cluster {cluster.Index + 1}\n{Words.Count(cluster.Channels.Count, "map")}, "
            + CriterionWording.Score(criterion, cluster.MeanScore);
    }
}
