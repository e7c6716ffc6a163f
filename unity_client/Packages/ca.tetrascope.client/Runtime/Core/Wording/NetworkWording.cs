using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What the menu says of a network: what it takes and answers, and how it is with its weights.</summary>
    public static class NetworkWording
    {
        /// <summary>While the list is on its way.</summary>
        public const string Asking = "Asking the server …";

        /// <summary>In the list of networks.</summary>
        public static string Title(NetworkSummary network) =>
            network.Weights.Available ? network.Title : network.Title + " (no weights here)";

        /// <summary>What it takes and answers, such as "224 × 224 pixels, 1,000 classes".</summary>
        public static string Facts(NetworkSummary network)
        {
            string answers = network.Output.Kind == "independent" ? "labels" : "classes";
            return $"{network.InputWidth} × {network.InputHeight} pixels, {Words.Whole(network.ClassCount)} {answers}";
        }

        /// <summary>Below the list: its facts, what is missing and how it is brought, and what to beware of.</summary>
        public static string About(NetworkSummary network)
        {
            var lines = new List<string> { Facts(network) };
            if (network.Weights.Source == "random")
            {
                lines.Add("Random weights: its answers mean nothing.");
            }

            if (!network.Weights.Available)
            {
                lines.Add("Its weights are not on the server. " + HowToGet(network.Weights));
            }

            lines.AddRange(network.Warnings);
            return string.Join("\n", lines);
        }

        private static string HowToGet(WeightsStatus weights)
        {
            if (weights.HowToGet == null)
            {
                return "Choose another network.";
            }

            string size = weights.Megabytes >= 1 ? $" ({Words.Whole((int)(weights.Megabytes + 0.5))} MB)" : "";
            return $"To bring them{size}: {weights.HowToGet}";
        }
    }
}
