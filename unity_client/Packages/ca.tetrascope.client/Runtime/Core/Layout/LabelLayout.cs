using System;
using System.Collections.Generic;
using Tetrascope.Geometry;

namespace Tetrascope.Layout
{
    /// <summary>
    /// Places for the labels of the vertices: outward from the body's centre, inside the view, off the vertex, off each
    /// other and off the images beside it. Where the place straight outward is not free, the turn around the vertex
    /// that is least disturbed. Allocates nothing. Lengths are pixels of the view.
    /// </summary>
    public static class LabelLayout
    {
        /// <summary>Free space that a vertex has in any case.</summary>
        public const double LeastGap = 12;

        /// <summary>Free space to the edge of the view.</summary>
        public const double Edge = 8;

        private const int Turns = 16;

        /// <summary>Writes a place for each label; null for one whose vertex is behind the eye.</summary>
        public static void PlaceLabels(
            IReadOnlyList<LabelTask> tasks, Point centre, double viewWidth, double viewHeight, Box?[] into)
        {
            for (int label = 0; label < tasks.Count; label++)
            {
                LabelTask task = tasks[label];
                into[label] = null;
                if (!(task.Vertex is Point vertex))
                {
                    continue;
                }
                double least = double.PositiveInfinity;
                int gaps = task.Covered == null ? 1 : 3;
                for (int choice = 0; choice < gaps; choice++)
                {
                    double gap = Gap(task, vertex, choice);
                    for (int turn = 0; turn < Turns; turn++)
                    {
                        double angle = OutAngle(vertex, centre) + turn * 2 * Math.PI / Turns;
                        Box box = Outward(task, gap, vertex, angle, viewWidth, viewHeight);
                        double cost = Disturbance(box, vertex, into, label) + (task.Covered?.Overlap(box) ?? 0) +
                            Math.Min(turn, Turns - turn) * 4;
                        if (cost < least)
                        {
                            (into[label], least) = (box, cost);
                        }
                    }
                }
            }
        }

        /// <summary>
        /// How far off its vertex a label may stand: as wanted, or beyond the images above or below it.
        /// </summary>
        private static double Gap(LabelTask task, Point vertex, int choice)
        {
            if (choice == 0 || !(task.Covered is Box covered))
            {
                return task.Gap;
            }
            (double above, double below) = (vertex.Y - covered.Top, covered.Bottom - vertex.Y);
            return (choice == 1 ? Math.Min(above, below) : Math.Max(above, below)) + Edge;
        }

        /// <summary>The direction away from the centre; straight up for a vertex right in front of it.</summary>
        private static double OutAngle(Point vertex, Point centre)
        {
            (double dx, double dy) = (vertex.X - centre.X, vertex.Y - centre.Y);
            return dx * dx + dy * dy < 12 * 12 ? -Math.PI / 2 : Math.Atan2(dy, dx);
        }

        private static Box Outward(
            LabelTask task, double gap, Point vertex, double angle, double viewWidth, double viewHeight)
        {
            (double dx, double dy) = (Math.Cos(angle), Math.Sin(angle));
            (double width, double height) = (task.Width, task.Height);
            // A box whose centre is this far off in this direction touches the line through the vertex across it, and
            // no more.
            double away = Math.Max(LeastGap, gap) + Math.Min(
                width / 2 / Math.Max(Math.Abs(dx), 1e-6), height / 2 / Math.Max(Math.Abs(dy), 1e-6));
            return new Box(
                Within(vertex.X + dx * away - width / 2, viewWidth - width),
                Within(vertex.Y + dy * away - height / 2, viewHeight - height), width, height);
        }

        private static double Within(double value, double room) => Math.Max(Edge, Math.Min(room - Edge, value));

        /// <summary>How much is wrong with a place: lying on its own vertex, or on another label.</summary>
        private static double Disturbance(Box box, Point vertex, Box?[] placed, int count)
        {
            const double Near = LeastGap / 2;
            Box dot = new Box(vertex.X - Near, vertex.Y - Near, 2 * Near, 2 * Near);
            double sum = box.Overlap(dot) > 0 ? 1e5 : 0;
            for (int other = 0; other < count; other++)
            {
                sum += placed[other]?.Overlap(box) ?? 0;
            }
            return sum;
        }
    }
}
