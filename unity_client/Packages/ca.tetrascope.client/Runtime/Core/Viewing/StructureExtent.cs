using System;

namespace Tetrascope.Viewing
{
    /// <summary>What scene 1 holds, as far as framing it goes.</summary>
    public readonly struct StructureExtent : IEquatable<StructureExtent>
    {
        /// <summary>Columns.</summary>
        public readonly int Columns;

        /// <summary>The most panels of any column.</summary>
        public readonly int Clusters;

        /// <summary>Classes.</summary>
        public readonly int Classes;

        /// <summary>So many columns, panels of the tallest, and classes.</summary>
        public StructureExtent(int columns, int clusters, int classes)
        {
            Columns = columns;
            Clusters = clusters;
            Classes = classes;
        }

        /// <inheritdoc/>
        public bool Equals(StructureExtent other) =>
            Columns == other.Columns && Clusters == other.Clusters && Classes == other.Classes;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is StructureExtent other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Columns, Clusters, Classes);
    }
}
