using System;
using System.Numerics;
using Tetrascope.Geometry;

namespace Tetrascope.Viewing
{
    /// <summary>Which columns an eye sees.</summary>
    public static class VisibleRange
    {
        /// <summary>Places looked at for each column.</summary>
        private const int Fineness = 4;

        /// <summary>
        /// A place counts as in view where at least this share of the most that is seen of any is seen.
        /// </summary>
        private const double Enough = 0.5;

        /// <summary>
        /// The columns in view. Where columns run out of the view's top or bottom, those of which little is left do not
        /// count. Null where none is in view.
        /// </summary>
        public static ViewRange? Of(Eye eye, StructureExtent extent)
        {
            PlaneRectangle columns = StructureViews.ColumnsRectangle(extent);
            int files = StructureLayout.GridOf(extent.Clusters).Files;
            int places = extent.Columns * Fineness;
            double most = 0;
            for (int place = 0; place <= places; place++)
            {
                most = Math.Max(most, ShareAt(place));
            }
            if (most <= 0)
            {
                return null;
            }
            double wanted = Enough * most;
            (int first, int last) = (0, places);
            while (ShareAt(first) < wanted)
            {
                first++;
            }
            while (ShareAt(last) < wanted)
            {
                last--;
            }
            return new ViewRange(Edge(first, first - 1), Edge(last, last + 1));

            double ShareAt(int place)
            {
                double x = StructureLayout.ColumnX((double)place / Fineness - 0.5, files);
                return Share(eye, x, columns.Bottom, columns.Top);
            }

            // The place between two at which the share is the one wanted.
            double Edge(int inner, int outer)
            {
                double at = (double)inner / Fineness;
                if (outer < 0 || outer > places)
                {
                    return at;
                }
                (double share, double less) = (ShareAt(inner), ShareAt(outer));
                double beyond = (double)outer / Fineness;
                return share == less ? at : at + (share - wanted) / (share - less) * (beyond - at);
            }
        }

        /// <summary>The share of an upright line in the plane z = 0 that lies within the view.</summary>
        private static double Share(Eye eye, double x, double bottom, double top)
        {
            Vector3 lower = eye.Seen(new Vector3((float)x, (float)bottom, 0));
            Vector3 upper = eye.Seen(new Vector3((float)x, (float)top, 0));
            (double from, double to) = (0, 1);
            // Within an edge of the view where the distance plus or minus x, or y, is not negative.
            return Cut(lower.Z + lower.X, upper.Z + upper.X) && Cut(lower.Z - lower.X, upper.Z - upper.X) &&
                Cut(lower.Z + lower.Y, upper.Z + upper.Y) && Cut(lower.Z - lower.Y, upper.Z - upper.Y)
                ? Math.Max(0, to - from)
                : 0;

            bool Cut(double begins, double ends)
            {
                if (begins < 0 && ends < 0)
                {
                    return false;
                }
                double crossing = begins / (begins - ends);
                if (begins < 0)
                {
                    from = Math.Max(from, crossing);
                }
                else if (ends < 0)
                {
                    to = Math.Min(to, crossing);
                }
                return true;
            }
        }
    }
}
