using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Which networks can stand beside one.</summary>
    public static class OtherNetworks
    {
        /// <summary>
        /// All others whose weights are here, those with weights that know something first, and among these those with
        /// as many classes, which are likely the same.
        /// </summary>
        public static IReadOnlyList<NetworkSummary> Of(IReadOnlyList<NetworkSummary> all, string? own)
        {
            int? classes = all.FirstOrDefault(one => one.NetworkId == own)?.ClassCount;
            return all.Where(one => one.Weights.Available && one.NetworkId != own)
                .OrderBy(one => Rank(one, classes)).ToList();
        }

        private static int Rank(NetworkSummary one, int? classes) =>
            (one.Weights.Source == WeightsStatusSourceNames.Random ? 2 : 0)
            + (classes == null || one.ClassCount == classes ? 0 : 1);
    }
}
