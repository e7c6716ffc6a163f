using System;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Viewing
{
    /// <summary>The views of scene 1 that one is taken to.</summary>
    public static class StructureViews
    {
        /// <summary>Captions below this many pixels an em are not comfortable to read.</summary>
        private const double Readable = 12;

        /// <summary>Room for the tools above columns that fill the height, as a share of it.</summary>
        private const double UnderTools = 0.06;

        /// <summary>How much further away home may be than it must, to show one more column.</summary>
        private const double HardlyFurther = 1.02;

        /// <summary>The same on a view so small that captions cannot be read anyway.</summary>
        private const double LittleFurther = 1.15;

        /// <summary>Captions below so many pixels an em cannot be read.</summary>
        private const double Illegible = 8;

        /// <summary>Rows of panels up to which home is from the side.</summary>
        private const int FewRows = 4;

        /// <summary>Classes for which home keeps room, whether they are here or not.</summary>
        private const int UsualClasses = 10;

        /// <summary>Free space between a network and another below it, in metres; words stand there.</summary>
        private const double BetweenNetworks = 0.3;

        private static readonly Margins Free = new Margins(0.05, 0.07);

        /// <summary>
        /// From where home looks: from a little to the left, so that what comes first is near, and what comes later
        /// recedes. At columns of many rows from less far aside, because they are small already.
        /// </summary>
        public static Direction HomeDirection(int clusters) =>
            Few(clusters) ? new Direction(-0.42, 0.07) : new Direction(-0.16, 0.02);

        /// <summary>Everything: input, columns, names and classes.</summary>
        public static PlaneRectangle WholeRectangle(StructureExtent extent)
        {
            (double bottom, double top) = Heights(extent, extent.Classes);
            double right = extent.Classes > 0 || extent.Columns == 0 ? Captions.ClassReach : 0;
            double end = StructureLayout.BarsLeft(extent.Columns, FilesOf(extent)) + right;
            return new PlaneRectangle(-N.InputSide / 2, end, bottom, top);
        }

        /// <summary>The columns' panels alone.</summary>
        public static PlaneRectangle ColumnsRectangle(StructureExtent extent)
        {
            double half = ColumnHeight(extent.Clusters) / 2;
            double right = StructureLayout.BarsLeft(extent.Columns, FilesOf(extent)) - N.ColumnGap;
            return new PlaneRectangle(N.InputSide / 2 + N.ColumnGap, right, N.EyeHeight - half, N.EyeHeight + half);
        }

        /// <summary>The classes, with their names.</summary>
        public static PlaneRectangle ClassesRectangle(StructureExtent extent)
        {
            double left = StructureLayout.BarsLeft(extent.Columns, FilesOf(extent));
            double half = extent.Classes * N.ClassRowHeight / 2;
            return new PlaneRectangle(left, left + Captions.ClassReach, N.EyeHeight - half, N.EyeHeight + half);
        }

        /// <summary>The view that shows everything.</summary>
        public static Framing WholeView(StructureExtent extent, Lens lens) =>
            Framing.Of(WholeRectangle(extent), Direction.Front, lens, Free);

        /// <summary>
        /// The view to begin with: the input and as many columns as can be read, at least two where they are narrow.
        /// </summary>
        public static Framing HomeView(StructureExtent extent, Lens lens)
        {
            int files = FilesOf(extent);
            int least = Math.Max(1, Math.Min(files > 1 ? 1 : 2, extent.Columns));
            Framing nearest = extent.Columns >= least ? Up(Edge(least)) : Up(WholeRight());
            double further = Caption(nearest) < Illegible ? LittleFurther : HardlyFurther;
            if (Suits(Up(WholeRight())))
            {
                return Up(WholeRight());
            }
            for (int count = extent.Columns; count >= least; count--)
            {
                Framing view = Up(Edge(count));
                if (Suits(view))
                {
                    return view;
                }
            }
            return nearest;

            double WholeRight() => StructureLayout.BarsLeft(extent.Columns, files) + Captions.ClassReach;

            double Edge(int count) =>
                StructureLayout.ColumnX(count - 1, files) + StructureLayout.ColumnWidth(files) / 2 + 0.08;

            double Caption(Framing view) =>
                EmPixels(view.Distance, lens) * Captions.CaptionScale(extent.Clusters);

            bool Suits(Framing view) => view.Distance <= nearest.Distance * further || Caption(view) >= Readable;

            Framing Up(double right)
            {
                (double bottom, double top) = Heights(extent, UsualClasses);
                top += Few(extent.Clusters) ? 0 : UnderTools * (top - bottom);
                PlaneRectangle rectangle = new PlaneRectangle(-N.InputSide / 2, right, bottom, top);
                return Framing.Of(rectangle, HomeDirection(extent.Clusters), lens, Free);
            }
        }

        /// <summary>
        /// The view of a column, names above included, between its neighbours where these are narrow.
        /// </summary>
        public static Framing ColumnView(int position, StructureExtent extent, Direction direction, Lens lens)
        {
            int files = FilesOf(extent);
            double x = StructureLayout.ColumnX(position, files);
            double half = files > 1
                ? StructureLayout.ColumnWidth(files) / 2 + N.PanelGap
                : StructureLayout.ColumnPitch() + N.PanelSide / 2;
            (double bottom, double top) = Heights(extent, 0);
            return Framing.Of(new PlaneRectangle(x - half, x + half, bottom, top), direction, lens, Free);
        }

        /// <summary>Size in pixels of an em of most text at a distance in metres.</summary>
        public static double EmPixels(double distance, Lens lens) => Captions.TextSize * lens.PixelsPerMetre(distance);

        private static bool Few(int clusters) => StructureLayout.GridOf(clusters).Rows <= FewRows;

        private static int FilesOf(StructureExtent extent) => StructureLayout.GridOf(extent.Clusters).Files;

        private static double ColumnHeight(int clusters)
        {
            int rows = StructureLayout.GridOf(clusters).Rows;
            return rows * N.PanelSide + (rows - 1) * N.PanelGap;
        }

        /// <summary>
        /// How far another network stands below one, in metres: they do not meet, also when all classes are here.
        /// </summary>
        public static double StepBelow(StructureExtent one, StructureExtent other) =>
            Heights(other, UsualClasses).Top - Heights(Alone(one), UsualClasses).Bottom + BetweenNetworks;

        /// <summary>What another network takes below one, in metres.</summary>
        public static double RoomBelow(StructureExtent other)
        {
            (double bottom, double top) = Heights(Alone(other), UsualClasses);
            return top - bottom + BetweenNetworks;
        }

        private static StructureExtent Alone(StructureExtent extent) =>
            new StructureExtent(extent.Columns, extent.Clusters, extent.Classes);

        private static (double Bottom, double Top) Heights(StructureExtent extent, int classes)
        {
            double column = ColumnHeight(extent.Clusters);
            double tall = Math.Max(Math.Max(column / 2, N.InputSide / 2), classes * N.ClassRowHeight / 2);
            double above = Math.Max(tall + 0.12, column / 2 + Captions.HeaderHeight(extent.Clusters));
            return (N.EyeHeight - tall - extent.Below, N.EyeHeight + above);
        }
    }
}
