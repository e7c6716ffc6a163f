using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Wording
{
    /// <summary>What is said of the feature maps that are open.</summary>
    public static class MapsWording
    {
        /// <summary>Above them: the layer, and the channel of the one shown large.</summary>
        public static string Title(Layer layer, Maps maps) => maps.LargePlace >= 0
            ? $"{layer.Name}, channel {maps.LargeChannel}"
            : maps.OpenCluster is int cluster ? $"Cluster {cluster + 1} of {layer.Name}" : layer.Name;

        /// <summary>Below that: how many of how many, their size, and which tensor they are.</summary>
        public static string About(Layer layer, Maps maps)
        {
            string all = Words.Count(layer.Channels, "map");
            string open = maps.Sorted.Count > 0 ? Words.Whole(maps.Sorted.Count) : "…";
            string which = maps.OpenCluster == null ? all : $"{open} of {all}";
            return $"{which} of {layer.Height} × {layer.Width}, after {layer.Output}";
        }

        /// <summary>Where the open cluster is no more.</summary>
        public static string Gone(int clusters) => $"This layer has only {Words.Count(clusters, "cluster")} now.";

        /// <summary>The choice of all maps of a layer.</summary>
        public static string All(Layer layer) => $"All {layer.Channels} maps";

        /// <summary>The choice of a cluster's maps.</summary>
        public static string Choice(Cluster cluster) => $"Cluster {cluster.Index + 1} ({cluster.Channels.Count})";

        /// <summary>Below a map shown large: its place among those that are open.</summary>
        public static string Place(Maps maps) => $"{maps.LargePlace + 1} of {maps.Sorted.Count}";

        /// <summary>Below the input beside a large map, before a pixel is pointed at.</summary>
        public const string PointAtMap = "Point at the map to see what a pixel is computed from";
    }
}
