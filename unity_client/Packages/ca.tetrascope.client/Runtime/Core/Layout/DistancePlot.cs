using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>
    /// The signed distances of all copies to the boundary as a plot: kept copies hang below its axis, changed ones
    /// stand above it. Lengths are pixels from the top left.
    /// </summary>
    public sealed class DistancePlot
    {
        /// <summary>Between two dots of a stack, and so the width of a column, where there is room.</summary>
        private const double Step = 5;

        /// <summary>What words below the plot need.</summary>
        private const int Foot = 18;

        private readonly List<Dot> _dots = new List<Dot>();
        private readonly double _low;
        private readonly double _high;

        /// <summary>A plot of a boundary with distances, one for each of the images.</summary>
        public DistancePlot(Boundary boundary, IReadOnlyList<PoolImage> images, int width, int height)
        {
            Width = width;
            Height = height;
            Axis = height / 2.0 - 6;
            (_low, _high) = Range(boundary.Distances, boundary.Margin);
            Margin = boundary.Margin is double margin
                ? (Across(-margin / 2), Across(margin / 2))
                : ((double, double)?)null;
            int columns = Math.Max(20, (int)(width / Step));
            List<(int Index, double Distance, int Level)> upper = Stack(boundary, images, false, columns);
            List<(int Index, double Distance, int Level)> lower = Stack(boundary, images, true, columns);
            // Dots of the higher stack must fit; then they overlap rather than leave the plot.
            double room = height / 2.0 - 30;
            double step = Math.Min(Step, room / Math.Max(1, Math.Max(Highest(upper), Highest(lower))));
            foreach ((int index, double distance, int level) in upper)
            {
                _dots.Add(new Dot(index, true, Across(distance), Axis - Step - level * step));
            }
            foreach ((int index, double distance, int level) in lower)
            {
                _dots.Add(new Dot(index, false, Across(distance), Axis + Step + level * step));
            }
        }

        /// <summary>A dot: one copy.</summary>
        public readonly struct Dot
        {
            /// <summary>Its place in the pool.</summary>
            public readonly int Index;

            /// <summary>Whether it changed the label.</summary>
            public readonly bool Changed;

            /// <summary>From the left.</summary>
            public readonly double X;

            /// <summary>From the top.</summary>
            public readonly double Y;

            internal Dot(int index, bool changed, double x, double y)
            {
                Index = index;
                Changed = changed;
                X = x;
                Y = y;
            }
        }

        /// <summary>Its width.</summary>
        public int Width { get; }

        /// <summary>Its height.</summary>
        public int Height { get; }

        /// <summary>The lower end of its lines.</summary>
        public int Bottom => Height - Foot;

        /// <summary>Where the axis is, from the top.</summary>
        public double Axis { get; }

        /// <summary>Where the boundary is, from the left.</summary>
        public double BoundaryAt => Across(0);

        /// <summary>Both edges of the margin; null where it has none.</summary>
        public (double Left, double Right)? Margin { get; }

        /// <summary>All dots, those of changed copies first.</summary>
        public IReadOnlyList<Dot> Dots => _dots;

        /// <summary>
        /// The range of distances to plot: all of them, the boundary and both edges of the margin, with a little room.
        /// </summary>
        public static (double Low, double High) Range(IReadOnlyList<double> distances, double? margin)
        {
            double half = (margin ?? 0) / 2;
            (double low, double high) = (-half, half);
            foreach (double distance in distances)
            {
                low = Math.Min(low, distance);
                high = Math.Max(high, distance);
            }
            double room = (high > low ? high - low : 1) * 0.03;
            return (low - room, high + room);
        }

        /// <summary>
        /// Round numbers to mark the axis with, at most about so many, 0 among them where it is in range; and where
        /// they are.
        /// </summary>
        public IReadOnlyList<(double Value, double X)> Ticks(int count)
        {
            double rough = (_high - _low) / Math.Max(1, count);
            double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            double step = power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
            var ticks = new List<(double, double)>();
            for (double place = Math.Ceiling(_low / step); place <= Math.Floor(_high / step); place++)
            {
                double value = Math.Round(place * step, 12);
                ticks.Add((value, Across(value)));
            }
            return ticks;
        }

        /// <summary>
        /// The copy whose dot is nearest to a place and nearer than <paramref name="reach"/>; null for none.
        /// </summary>
        public int? Nearest(double x, double y, double reach)
        {
            int? nearest = null;
            double least = reach * reach;
            foreach (Dot dot in _dots)
            {
                double away = (dot.X - x) * (dot.X - x) + (dot.Y - y) * (dot.Y - y);
                if (away < least)
                {
                    (nearest, least) = (dot.Index, away);
                }
            }
            return nearest;
        }

        private static int Highest(List<(int Index, double Distance, int Level)> stack)
        {
            int highest = 0;
            foreach ((int _, double _, int level) in stack)
            {
                highest = Math.Max(highest, level + 1);
            }
            return highest;
        }

        /// <summary>Columns of equal width; the dots of one stand on each other in rising order of distance.</summary>
        private List<(int Index, double Distance, int Level)> Stack(
            Boundary boundary, IReadOnlyList<PoolImage> images, bool kept, int columns)
        {
            var sorted = new List<(int Index, double Distance, int Level)>();
            foreach (PoolImage image in images)
            {
                if (image.Kept == kept && image.Index < boundary.Distances.Count)
                {
                    sorted.Add((image.Index, boundary.Distances[image.Index], 0));
                }
            }
            sorted.Sort((one, other) => one.Distance != other.Distance
                ? one.Distance.CompareTo(other.Distance)
                : one.Index.CompareTo(other.Index));
            int[] heights = new int[columns];
            for (int place = 0; place < sorted.Count; place++)
            {
                (int index, double distance, _) = sorted[place];
                int column = (int)Math.Floor((distance - _low) / (_high - _low) * columns);
                sorted[place] = (index, distance, heights[Math.Min(columns - 1, Math.Max(0, column))]++);
            }
            return sorted;
        }

        private double Across(double distance) => (distance - _low) / (_high - _low) * Width;
    }
}
