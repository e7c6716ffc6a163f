using System;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Geometry
{
    /// <summary>
    /// Where everything of scene 1 stands in the plane z = 0; lengths in metres. The guide's "Geometry of the scenes".
    /// `files` are always those of the widest column: all columns have room for as many.
    /// </summary>
    public static class StructureLayout
    {
        /// <summary>
        /// Panels below each other, at most: a column of more has several files of them side by side.
        /// </summary>
        public const int MaxRows = 8;

        private const double Step = N.PanelSide + N.PanelGap;

        /// <summary>Centre of the input image.</summary>
        public static readonly Point InputCentre = new Point(0, N.EyeHeight);

        /// <summary>The grid of a column of so many clusters.</summary>
        public static Grid GridOf(int clusters)
        {
            int files = Math.Max(1, (clusters + MaxRows - 1) / MaxRows);
            return new Grid((clusters + files - 1) / files, files);
        }

        /// <summary>Width of a column of so many files.</summary>
        public static double ColumnWidth(int files = 1) => files * Step - N.PanelGap;

        /// <summary>From the centre of one column to the next.</summary>
        public static double ColumnPitch(int files = 1) => ColumnWidth(files) + N.ColumnGap;

        /// <summary>x of the centre of the column at <paramref name="position"/>.</summary>
        public static double ColumnX(int position, int files = 1) => ColumnX((double)position, files);

        /// <summary>The same at a place between columns: 1.5 is the middle between columns 1 and 2.</summary>
        public static double ColumnX(double place, int files) =>
            N.InputSide / 2 + N.ColumnGap + ColumnWidth(files) / 2 + place * ColumnPitch(files);

        /// <summary>y of the centre of panel <paramref name="index"/>; 0 is the top one.</summary>
        public static double PanelY(int index, int clusters)
        {
            int rows = GridOf(clusters).Rows;
            return N.EyeHeight + ((rows - 1) / 2.0 - index % rows) * Step;
        }

        /// <summary>
        /// x of the left edge of a column's panels: narrower columns stand at the left of their room.
        /// </summary>
        public static double ColumnLeft(int position, int files = 1) =>
            ColumnX(position, files) - ColumnWidth(files) / 2;

        /// <summary>Centre of the panel of a cluster.</summary>
        public static Point PanelCentre(int position, int index, int clusters, int files = 1)
        {
            int file = index / GridOf(clusters).Rows;
            return new Point(ColumnLeft(position, files) + N.PanelSide / 2 + file * Step, PanelY(index, clusters));
        }

        /// <summary>x where the class bars begin, behind so many columns.</summary>
        public static double BarsLeft(int columns, int files = 1) =>
            N.InputSide / 2 + N.ColumnGap + columns * ColumnPitch(files);

        /// <summary>y of the centre of bar <paramref name="k"/> of so many, most probable first.</summary>
        public static double BarY(int k, int bars) => N.EyeHeight + ((bars - 1) / 2.0 - k) * N.ClassRowHeight;

        /// <summary>What a map takes of a square of this side, which it fills by its longer side.</summary>
        public static Extent MapExtent(Size size, double side)
        {
            double longer = Math.Max(size.Height, size.Width);
            return new Extent(size.Height / longer * side, size.Width / longer * side);
        }

        /// <summary>
        /// The centre of a map's pixel, the map being drawn around a centre in a square of this side.
        /// </summary>
        public static Point PixelPoint(Pixel pixel, Size size, Point centre, double side)
        {
            Extent extent = MapExtent(size, side);
            return new Point(
                centre.X + ((pixel.Column + 0.5) / size.Width - 0.5) * extent.Width,
                centre.Y - ((pixel.Row + 0.5) / size.Height - 0.5) * extent.Height);
        }

        /// <summary>The pixel at a point; null outside the map. The inverse of <see cref="PixelPoint"/>.</summary>
        public static Pixel? PixelAt(Point point, Size size, Point centre, double side)
        {
            Pixel pixel = NearestPixel(point, size, centre, side);
            return size.Holds(pixel.Row, pixel.Column) ? pixel : (Pixel?)null;
        }

        /// <summary>The pixel at a point, which may lie outside the map: row -1 is just above it.</summary>
        public static Pixel NearestPixel(Point point, Size size, Point centre, double side)
        {
            Extent extent = MapExtent(size, side);
            return new Pixel(
                (int)Math.Floor((0.5 - (point.Y - centre.Y) / extent.Height) * size.Height),
                (int)Math.Floor((0.5 + (point.X - centre.X) / extent.Width) * size.Width));
        }

        /// <summary>The column whose panels may hold x; null between them and outside.</summary>
        public static int? ColumnAt(double x, int columns, int files = 1)
        {
            int position = Nearest((x - ColumnX(0, files)) / ColumnPitch(files));
            bool held = Math.Abs(x - ColumnX(position, files)) <= ColumnWidth(files) / 2;
            return position >= 0 && position < columns && held ? position : (int?)null;
        }

        /// <summary>The panel of a column that holds a point; null in the gaps and outside.</summary>
        public static int? PanelAt(Point point, int position, int clusters, int files = 1)
        {
            Grid grid = GridOf(clusters);
            int row = Nearest((grid.Rows - 1) / 2.0 - (point.Y - N.EyeHeight) / Step);
            int file = Nearest((point.X - ColumnLeft(position, files) - N.PanelSide / 2) / Step);
            int index = file * grid.Rows + row;
            if (row < 0 || row >= grid.Rows || file < 0 || file >= grid.Files || index >= clusters)
            {
                return null;
            }
            Point centre = PanelCentre(position, index, clusters, files);
            double away = Math.Max(Math.Abs(point.X - centre.X), Math.Abs(point.Y - centre.Y));
            return away <= N.PanelSide / 2 ? index : (int?)null;
        }

        /// <summary>The bar whose row holds the point; null outside. A row is as wide as `reach` metres.</summary>
        public static int? BarAt(Point point, int columns, int bars, double reach, int files = 1)
        {
            double left = BarsLeft(columns, files);
            if (point.X < left || point.X > left + reach)
            {
                return null;
            }
            int k = Nearest((bars - 1) / 2.0 - (point.Y - N.EyeHeight) / N.ClassRowHeight);
            return k >= 0 && k < bars ? k : (int?)null;
        }

        private static int Nearest(double place) => (int)Math.Floor(place + 0.5);
    }
}
