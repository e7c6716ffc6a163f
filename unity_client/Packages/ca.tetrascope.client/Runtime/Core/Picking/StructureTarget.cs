using System;
using Tetrascope.Geometry;

namespace Tetrascope.Picking
{
    /// <summary>What stands at a point of scene 1.</summary>
    public readonly struct StructureTarget : IEquatable<StructureTarget>
    {
        /// <summary>Nothing.</summary>
        public static readonly StructureTarget None = default;

        /// <summary>What it is.</summary>
        public readonly TargetKind Kind;

        /// <summary>Of a panel: place of its column.</summary>
        public readonly int Position;

        /// <summary>Of a panel: its cluster. Of a class: its place among the classes, most probable first.</summary>
        public readonly int Index;

        /// <summary>
        /// Of a panel and of the input: the pixel; null beside a map that does not fill its panel.
        /// </summary>
        public readonly Pixel? Pixel;

        private StructureTarget(TargetKind kind, int position, int index, Pixel? pixel)
        {
            Kind = kind;
            Position = position;
            Index = index;
            Pixel = pixel;
        }

        /// <summary>A panel.</summary>
        public static StructureTarget OfPanel(int position, int cluster, Pixel? pixel) =>
            new StructureTarget(TargetKind.Panel, position, cluster, pixel);

        /// <summary>A pixel of the input.</summary>
        public static StructureTarget OfInput(Pixel pixel) => new StructureTarget(TargetKind.Input, 0, 0, pixel);

        /// <summary>A class's row.</summary>
        public static StructureTarget OfClass(int k) => new StructureTarget(TargetKind.Class, 0, k, null);

        /// <inheritdoc/>
        public bool Equals(StructureTarget other) =>
            Kind == other.Kind && Position == other.Position && Index == other.Index &&
            Pixel.HasValue == other.Pixel.HasValue &&
            Pixel.GetValueOrDefault().Equals(other.Pixel.GetValueOrDefault());

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is StructureTarget other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Kind, Position, Index, Pixel);

        /// <inheritdoc/>
        public override string ToString() => $"{Kind} {Position} {Index} {Pixel}";
    }
}
