using System;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Viewing;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Picking
{
    /// <summary>Finds what of scene 1 is pointed at, by arithmetic alone and without allocating.</summary>
    public static class StructurePicking
    {
        /// <summary>What a ray of the scene's coordinates hits first: everything stands in the plane z = 0.</summary>
        /// <param name="ray">A pointer's or a hand's.</param>
        /// <param name="input">Rows and columns of the network's input.</param>
        /// <param name="columns">The columns.</param>
        /// <param name="classes">Classes behind them.</param>
        public static StructureTarget Pick(Ray ray, Size input, Columns columns, int classes) =>
            ray.MeetPlane() is Point point ? Pick(point, input, columns, classes) : StructureTarget.None;

        /// <summary>What is at a point of the plane.</summary>
        public static StructureTarget Pick(Point point, Size input, Columns columns, int classes)
        {
            if (StructureLayout.PixelAt(point, input, StructureLayout.InputCentre, N.InputSide) is Pixel onInput)
            {
                return StructureTarget.OfInput(onInput);
            }
            (int places, int files) = (columns.Places, columns.Files);
            if (StructureLayout.ColumnAt(point.X, places, files) is int place)
            {
                if (!(columns.PositionAt(place) is int position))
                {
                    return StructureTarget.None;
                }
                int clusters = columns.Clusters(position);
                if (!(StructureLayout.PanelAt(point, place, clusters, files) is int cluster))
                {
                    return StructureTarget.None;
                }
                Point centre = StructureLayout.PanelCentre(place, cluster, clusters, files);
                Pixel? pixel = StructureLayout.PixelAt(point, columns.List[position].Size, centre, N.PanelSide);
                return StructureTarget.OfPanel(position, cluster, pixel);
            }
            return StructureLayout.BarAt(point, places, classes, Captions.ClassReach, files) is int k
                ? StructureTarget.OfClass(k)
                : StructureTarget.None;
        }

        /// <summary>
        /// The place on the input nearest to a point of the plane: a stroke that leaves it stays at its edge.
        /// </summary>
        public static ImagePoint InputPoint(Point point, Size input)
        {
            Extent extent = StructureLayout.MapExtent(input, N.InputSide);
            double row = (0.5 - (point.Y - StructureLayout.InputCentre.Y) / extent.Height) * input.Height;
            double column = (0.5 + (point.X - StructureLayout.InputCentre.X) / extent.Width) * input.Width;
            return new ImagePoint(Within(row, input.Height), Within(column, input.Width));
        }

        private static double Within(double place, int length) => Math.Min(Math.Max(place, 0), length - 1e-6);
    }
}
