using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Layout
{
    /// <summary>
    /// The ribbons between the input, the columns and the classes. A ribbon is as high as the share of its layer's maps
    /// that the cluster holds, split over the clusters of the next layer by theirs.
    /// </summary>
    public static class Ribbons
    {
        /// <summary>
        /// Height of all ribbons between two columns together: a panel that holds all maps of its layer has nearly its
        /// side.
        /// </summary>
        private const double AllMaps = N.PanelSide * 0.8;

        /// <summary>From a panel's edge to where ribbons begin.</summary>
        private const double Clearance = 0.025;

        /// <summary>With more pairs of panels than this, ribbons would be threads: one band stands for all.</summary>
        private const int MaxPairs = 36;

        private const double Band = 0.1;

        /// <summary>What stands at one side of a gap: ends of ribbons with the share of maps that each holds.</summary>
        private readonly struct Side
        {
            public readonly double X;
            public readonly IReadOnlyList<int>? Counts;
            public readonly int Sum;

            public Side(double x, IReadOnlyList<int>? counts)
            {
                X = x;
                Counts = counts;
                Sum = 0;
                for (int k = 0; counts != null && k < counts.Count; k++)
                {
                    Sum += counts[k];
                }
            }

            /// <summary>Panels; the input and the classes are one.</summary>
            public int Ends => Counts?.Count ?? 1;

            public double ShareOf(int k) => Counts == null ? 1 : (double)Counts[k] / (Sum == 0 ? 1 : Sum);

            public double TopOf(int k)
            {
                double y = Counts == null ? StructureLayout.InputCentre.Y : StructureLayout.PanelY(k, Counts.Count);
                return y + ShareOf(k) * AllMaps / 2;
            }

            public int ClusterOf(int k) => Counts == null ? RibbonEnd.NoCluster : k;
        }

        /// <summary>
        /// Adds all ribbons. <paramref name="maps"/> holds the numbers of maps in the clusters of each column; null for
        /// one that is not here yet, which no ribbon meets. `files` are those of the widest column.
        /// </summary>
        public static void Write(IReadOnlyList<IReadOnlyList<int>?> maps, int files, ICollection<Ribbon> into) =>
            Write(maps, files, place => place, maps.Count, into);

        /// <summary>The same for columns as they stand, with places that are left empty.</summary>
        public static void Write(Columns columns, ICollection<Ribbon> into) =>
            Write(columns.Maps(), columns.Files, position => columns.List[position].Place, columns.Places, into);

        private static void Write(
            IReadOnlyList<IReadOnlyList<int>?> maps, int files, Func<int, int> placeOf, int places,
            ICollection<Ribbon> into)
        {
            int columns = maps.Count;
            for (int gap = 0; columns > 0 && gap <= columns; gap++)
            {
                IReadOnlyList<int>? before = gap == 0 ? null : maps[gap - 1];
                IReadOnlyList<int>? next = gap == columns ? null : maps[gap];
                if ((gap > 0 && before == null) || (gap < columns && next == null))
                {
                    continue;
                }
                double left = gap == 0 ? N.InputSide / 2 : RightOf(placeOf(gap - 1), before!.Count, files);
                double right = gap == columns
                    ? StructureLayout.BarsLeft(places, files)
                    : StructureLayout.ColumnLeft(placeOf(gap), files);
                Between(new Side(left + Clearance, before), new Side(right - Clearance, next), into);
            }
        }

        private static double RightOf(int place, int clusters, int files) =>
            StructureLayout.ColumnLeft(place, files) +
            StructureLayout.ColumnWidth(StructureLayout.GridOf(clusters).Files);

        private static void Between(Side left, Side right, ICollection<Ribbon> into)
        {
            if (left.Ends * right.Ends > MaxPairs)
            {
                into.Add(new Ribbon(
                    new RibbonEnd(left.X, N.EyeHeight, Band, RibbonEnd.NoCluster),
                    new RibbonEnd(right.X, N.EyeHeight, Band, RibbonEnd.NoCluster)));
                return;
            }
            // Each end of the left with each of the right, stacked so that ribbons do not cross where they begin.
            double stackedBefore = 0;
            for (int from = 0; from < left.Ends; from++)
            {
                double leftTop = left.TopOf(from);
                for (int to = 0; to < right.Ends; to++)
                {
                    double height = left.ShareOf(from) * right.ShareOf(to) * AllMaps;
                    double rightTop = right.TopOf(to) - stackedBefore * right.ShareOf(to) * AllMaps;
                    into.Add(new Ribbon(
                        new RibbonEnd(left.X, leftTop - height / 2, height, left.ClusterOf(from)),
                        new RibbonEnd(right.X, rightTop - height / 2, height, right.ClusterOf(to))));
                    leftTop -= height;
                }
                stackedBefore += left.ShareOf(from);
            }
        }
    }
}
