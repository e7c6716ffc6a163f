using System;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Picking
{
    /// <summary>Where keys lead from the pixel of scene 1 that is looked at.</summary>
    public static class KeySteps
    {
        /// <summary>
        /// From panel to panel, keeping the place within the map as near as its size allows; from nothing to the middle
        /// of the first panel. Null where there is no column.
        /// </summary>
        public static StructureTarget? ToPanel(StructureHover? hover, Columns columns, int right, int down)
        {
            if (columns.List.Count == 0)
            {
                return null;
            }
            (int position, int cluster, Pixel at, Size before) = (0, 0, default(Pixel), new Size(1, 1));
            if (hover is StructureHover known && known.Position < columns.List.Count)
            {
                position = Math.Clamp(known.Position + right, 0, columns.List.Count - 1);
                cluster = Math.Clamp(known.Cluster + down, 0, columns.Clusters(position) - 1);
                (at, before) = (known.Pixel, columns.List[known.Position].Size);
            }
            Size size = columns.List[position].Size;
            var pixel = new Pixel(
                (int)Math.Floor((at.Row + 0.5) / before.Height * size.Height),
                (int)Math.Floor((at.Column + 0.5) / before.Width * size.Width));
            return StructureTarget.OfPanel(position, cluster, pixel);
        }

        /// <summary>From pixel to pixel of a panel; stays at its edges.</summary>
        public static StructureTarget? ToPixel(StructureHover? hover, Columns columns, int right, int down)
        {
            if (!(hover is StructureHover known) || known.Position >= columns.List.Count)
            {
                return ToPanel(null, columns, 0, 0);
            }
            Size size = columns.List[known.Position].Size;
            int row = Math.Clamp(known.Pixel.Row + down, 0, size.Height - 1);
            int column = Math.Clamp(known.Pixel.Column + right, 0, size.Width - 1);
            return StructureTarget.OfPanel(known.Position, known.Cluster, new Pixel(row, column));
        }
    }
}
