using System;
using System.Collections.Generic;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// The direction from which images hide least of each other: of a grid of directions around the usual one, that in
    /// which all of them together cover the largest area, seen from far away. What is only a little better does not
    /// count against the usual direction, and none is taken in which two corners come close to each other or one is
    /// seen between the others: its label would lie over the images.
    /// </summary>
    public static class ClearestLook
    {
        /// <summary>Degrees to the right and upward between directions that are tried, and how far they go.</summary>
        private const int Step = 10;
        private const int LeastRight = -60;
        private const int MostRight = 60;
        private const int LeastUp = -10;
        private const int MostUp = 40;

        /// <summary>Cells along the side of an image, by which areas are counted.</summary>
        private const int Cells = 4;

        /// <summary>
        /// How much more must be seen for each radian that a look is off the usual one, as a share: small gains are not
        /// worth it.
        /// </summary>
        private const double Price = 0.12;

        /// <summary>
        /// Nearest that two corners of the body may be seen to each other, as a share of its longest edge: their labels
        /// need room.
        /// </summary>
        private const double CornersApart = 0.3;

        /// <summary>
        /// How far outside the triangle of the other three a corner is seen, in shares of that triangle's height.
        /// </summary>
        private const double Outside = 0.15;

        /// <summary>Finds it.</summary>
        /// <param name="points">The images' middles, in metres.</param>
        /// <param name="side">Their side, in metres.</param>
        /// <param name="corners">The four corners of the body, in metres.</param>
        /// <param name="usual">From where one looks else.</param>
        public static Direction Find(
            IReadOnlyList<(double X, double Y, double Z)> points,
            double side,
            IReadOnlyList<(double X, double Y, double Z)> corners,
            Direction usual)
        {
            var covered = new HashSet<int>();
            Direction best = usual;
            double most = CoveredArea(points, side, usual, covered);
            for (int up = LeastUp; up <= MostUp; up += Step)
            {
                for (int right = LeastRight; right <= MostRight; right += Step)
                {
                    var direction = new Direction(right * (Math.PI / 180), up * (Math.PI / 180));
                    if (Apart(corners, direction) < CornersApart || IsWithin(corners, direction))
                    {
                        continue;
                    }
                    double across = direction.Azimuth - usual.Azimuth, along = direction.Elevation - usual.Elevation;
                    double off = Math.Sqrt(across * across + along * along);
                    double area = CoveredArea(points, side, direction, covered) / (1 + Price * off);
                    if (area > most)
                    {
                        (best, most) = (direction, area);
                    }
                }
            }
            return best;
        }

        /// <summary>
        /// The area that squares of a side around points cover together, seen from far away, in square metres.
        /// </summary>
        public static double CoveredArea(
            IReadOnlyList<(double X, double Y, double Z)> points, double side, Direction direction)
        {
            return CoveredArea(points, side, direction, new HashSet<int>());
        }

        private static double CoveredArea(
            IReadOnlyList<(double X, double Y, double Z)> points,
            double side,
            Direction direction,
            HashSet<int> covered)
        {
            const int middle = 4096;
            double cell = side / Cells;
            covered.Clear();
            foreach ((double x, double y) in Seen(points, direction))
            {
                int column = (int)Math.Floor(x / cell + 0.5), row = (int)Math.Floor(y / cell + 0.5);
                for (int across = 0; across < Cells; across++)
                {
                    for (int down = 0; down < Cells; down++)
                    {
                        covered.Add((column + across + middle) * 2 * middle + row + down + middle);
                    }
                }
            }
            return covered.Count * cell * cell;
        }

        /// <summary>
        /// The least distance at which two corners are seen, as a share of the largest distance that two of them have.
        /// </summary>
        private static double Apart(IReadOnlyList<(double X, double Y, double Z)> corners, Direction direction)
        {
            (double X, double Y)[] flat = Seen(corners, direction);
            double least = double.PositiveInfinity, longest = 0;
            for (int k = 0; k < flat.Length; k++)
            {
                for (int other = 0; other < k; other++)
                {
                    double x = flat[k].X - flat[other].X, y = flat[k].Y - flat[other].Y;
                    least = Math.Min(least, Math.Sqrt(x * x + y * y));
                    longest = Math.Max(longest, Distance(corners[k], corners[other]));
                }
            }
            return longest > 0 ? least / longest : 1;
        }

        private static double Distance((double X, double Y, double Z) one, (double X, double Y, double Z) other)
        {
            double x = one.X - other.X, y = one.Y - other.Y, z = one.Z - other.Z;
            return Math.Sqrt(x * x + y * y + z * z);
        }

        /// <summary>
        /// Whether one of four corners is seen within the triangle of the others, or not far enough outside it.
        /// </summary>
        private static bool IsWithin(IReadOnlyList<(double X, double Y, double Z)> corners, Direction direction)
        {
            (double X, double Y)[] flat = Seen(corners, direction);
            for (int k = 0; k < flat.Length; k++)
            {
                (double x, double y) = flat[k];
                (double ax, double ay) = flat[k > 0 ? 0 : 1];
                (double bx, double by) = flat[k > 1 ? 1 : 2];
                (double cx, double cy) = flat[k > 2 ? 2 : 3];
                double whole = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
                double second = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / whole;
                double third = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / whole;
                if (Math.Min(1 - second - third, Math.Min(second, third)) > -Outside)
                {
                    return true;
                }
            }
            return false;
        }

        /// <summary>Points as they are seen from far away: to the right and up.</summary>
        private static (double X, double Y)[] Seen(
            IReadOnlyList<(double X, double Y, double Z)> points, Direction direction)
        {
            (double sa, double ca) = (Math.Sin(direction.Azimuth), Math.Cos(direction.Azimuth));
            (double se, double ce) = (Math.Sin(direction.Elevation), Math.Cos(direction.Elevation));
            var seen = new (double, double)[points.Count];
            for (int k = 0; k < seen.Length; k++)
            {
                (double X, double Y, double Z) point = points[k];
                seen[k] = (ca * point.X - sa * point.Z, -sa * se * point.X + ce * point.Y - ca * se * point.Z);
            }
            return seen;
        }
    }
}
