using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What is said of a cluster's picture: how much it shows, and of which maps it is made.</summary>
    public static class PortraitWording
    {
        /// <summary>Maps that are named at each end.</summary>
        private const int Ends = 4;

        /// <summary>How much the picture shows, in sentences.</summary>
        public static string Shows(Components components)
        {
            IReadOnlyList<double> shares = components.ExplainedVariances;
            if (shares.Count == 0)
            {
                return "All its maps are constant here: there is nothing to show.";
            }
            if (components.Channels.Count == 1)
            {
                return "The cluster is one map, and the picture is that map.";
            }
            string maps = $"how its {Words.Count(components.Channels.Count, "map")} vary";
            string first = $"The first component explains {Words.Percent(shares[0])} of {maps}: {Much(shares[0])}.";
            return shares.Count > 1 ? $"{first} {Second(shares[0], shares[1])}" : first;
        }

        /// <summary>The maps that count most and least in the picture, with their weights; empty for one map.</summary>
        public static string Weights(Components components)
        {
            var sorted = new List<(int Channel, double Weight)>();
            for (int i = 0; i < components.Channels.Count; i++)
            {
                sorted.Add((components.Channels[i], components.Weights[i]));
            }
            if (sorted.Count < 2)
            {
                return "";
            }
            sorted.Sort((a, b) =>
                a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Channel.CompareTo(b.Channel));
            int like = Math.Min(Ends, (sorted.Count + 1) / 2);
            List<(int Channel, double Weight)> least = sorted.GetRange(like, sorted.Count - like);
            least.Reverse();
            return $"Most like it: {Named(sorted.GetRange(0, like))}. "
                + $"Least like it: {Named(least.GetRange(0, Math.Min(Ends, least.Count)))}.";
        }

        /// <summary>Below one of the images: how it is drawn, and how much of the maps it explains.</summary>
        public static string Image(Representative image)
        {
            string title = image.Method;
            foreach (Method method in Methods.Representatives)
            {
                if (method.Name == image.Method)
                {
                    title = method.Title;
                }
            }
            string named = image.Channel is int channel ? $"{title}: {channel}" : title;
            string explains = image.ExplainedVariance is double share
                ? $"explains {Words.Percent(share)}"
                : "constant";
            return $"{named}\n{explains}";
        }

        private static string Much(double share)
        {
            if (ClusterPicture.ExplainsLittle(share))
            {
                return $"little, under {Words.Percentage(StructureNumbers.LittleExplained)}, so its frame is dashed";
            }
            return share < 0.5 ? "less than half" : "most of it";
        }

        private static string Second(double first, double second)
        {
            if (second < StructureNumbers.CloseComponents * first)
            {
                return $"The second component explains {Words.Percent(second)}.";
            }
            string close = second > first ? "even more" : "nearly as much";
            return $"The second component explains {Words.Percent(second)}, {close}: "
                + "another picture would be as fair as this one.";
        }

        private static string Named(List<(int Channel, double Weight)> maps)
        {
            var words = new List<string>();
            foreach ((int channel, double weight) in maps)
            {
                string sign = weight < 0 ? "−" : "+";
                words.Add($"{channel} ({sign}{Words.Decimals(Math.Abs(weight), 2)})");
            }
            return string.Join(", ", words);
        }
    }
}
