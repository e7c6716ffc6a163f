using System;

namespace Tetrascope.Telling
{
    /// <summary>What is looked at, and where on it.</summary>
    public readonly struct Hovered
    {
        /// <summary>
        /// Something of a kind: <c>cluster</c>, <c>map</c>, <c>input</c>, <c>class</c> or <c>pool_image</c>.
        /// </summary>
        public Hovered(
            string target,
            string? layer = null,
            int? cluster = null,
            int? channel = null,
            int? index = null,
            double? row = null,
            double? column = null)
        {
            Target = target;
            Layer = layer;
            Cluster = cluster;
            Channel = channel;
            Index = index;
            Row = row;
            Column = column;
        }

        /// <summary>What it is; null for nothing.</summary>
        public string? Target { get; }

        /// <summary>The layer's name.</summary>
        public string? Layer { get; }

        /// <summary>Index of the cluster, from 0 on.</summary>
        public int? Cluster { get; }

        /// <summary>Index of the feature map, from 0 on.</summary>
        public int? Channel { get; }

        /// <summary>Index in the pool, or of the class.</summary>
        public int? Index { get; }

        /// <summary>Row of the pixel.</summary>
        public double? Row { get; }

        /// <summary>Column of the pixel.</summary>
        public double? Column { get; }

        /// <summary>Whether they are the same, wherever on it the pointer is.</summary>
        public bool IsSame(in Hovered other)
        {
            return Target == other.Target && string.Equals(Layer, other.Layer, StringComparison.Ordinal)
                && Cluster == other.Cluster && Channel == other.Channel && Index == other.Index;
        }
    }
}
