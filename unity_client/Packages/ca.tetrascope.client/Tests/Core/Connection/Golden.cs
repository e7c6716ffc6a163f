using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Golden messages that tests answer with.</summary>
    internal static class Golden
    {
        public static Predictions Predictions => Protocol.Predictions.Decode(SharedFiles.Golden("predictions"));

        public static ClusteredLayer Layer => ClusteredLayer.Decode(SharedFiles.Golden("clustered_layer"));

        public static Health Health => Protocol.Health.Decode(SharedFiles.Golden("health"));

        public static NetworkList Networks => NetworkList.Decode(SharedFiles.Golden("network_list"));

        public static SampleList Samples => SampleList.Decode(SharedFiles.Golden("sample_list"));

        /// <summary>The golden network, under another id, with enough classes for some to be merged.</summary>
        public static NetworkDescription Network(string id)
        {
            NetworkDescription golden = NetworkDescription.Decode(SharedFiles.Golden("network_description"));
            NetworkSummary summary = golden.Summary;
            return new NetworkDescription(
                new NetworkSummary(
                    id,
                    summary.Title,
                    summary.InputHeight,
                    summary.InputWidth,
                    summary.InputChannels,
                    summary.Fit,
                    summary.ClassCount,
                    summary.Default,
                    new WeightsStatus(true, "package", 1, null),
                    summary.Output,
                    summary.Warnings),
                golden.Parameters,
                golden.ClassNames.Concat(new[] { "great white shark", "tiger shark" }).ToArray(),
                golden.Layers,
                golden.Stages);
        }
    }
}
