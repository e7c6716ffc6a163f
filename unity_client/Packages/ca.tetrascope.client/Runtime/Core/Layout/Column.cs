using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>One column of scene 1: a layer, and its clusters once they are here.</summary>
    public sealed class Column
    {
        internal Column(string name, Layer? layer)
        {
            Name = name;
            Layer = layer;
        }

        /// <summary>Name of the layer.</summary>
        public string Name { get; }

        /// <summary>The layer; null where the network has none of this name.</summary>
        public Layer? Layer { get; }

        /// <summary>Where it stands among the places for columns, from the left; 0-based.</summary>
        public int Place { get; internal set; }

        /// <summary>Its clusters; null before they are here.</summary>
        public ClusteredLayer? Data { get; internal set; }

        /// <summary>Whether the clusters belong to an earlier image.</summary>
        public bool Stale { get; internal set; }

        /// <summary>Rows and columns of its maps.</summary>
        public Size Size => Data != null
            ? new Size(Data.Height, Data.Width)
            : Layer != null ? new Size(Layer.Height, Layer.Width) : new Size(1, 1);

        /// <summary>A cluster; null where it is not here.</summary>
        public Cluster? ClusterAt(int index) =>
            Data != null && index >= 0 && index < Data.Clusters.Count ? Data.Clusters[index] : null;
    }
}
