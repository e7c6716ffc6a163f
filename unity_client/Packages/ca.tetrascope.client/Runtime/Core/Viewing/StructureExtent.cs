using System;

namespace Tetrascope.Viewing
{
    /// <summary>What scene 1 holds, as far as framing it goes.</summary>
    public readonly struct StructureExtent : IEquatable<StructureExtent>
    {
        /// <summary>Places for columns.</summary>
        public readonly int Columns;

        /// <summary>The most panels of any column.</summary>
        public readonly int Clusters;

        /// <summary>Classes.</summary>
        public readonly int Classes;

        /// <summary>What another network beside it takes below it, in metres; 0 for none.</summary>
        public readonly double Below;

        /// <summary>So many columns, panels of the tallest, and classes.</summary>
        public StructureExtent(int columns, int clusters, int classes, double below = 0)
        {
            Below = below;
            Columns = columns;
            Clusters = clusters;
            Classes = classes;
        }

        /// <inheritdoc/>
        public bool Equals(StructureExtent other) =>
            Columns == other.Columns && Clusters == other.Clusters && Classes == other.Classes && Below == other.Below;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is StructureExtent other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Columns, Clusters, Classes, Below);
    }
}
