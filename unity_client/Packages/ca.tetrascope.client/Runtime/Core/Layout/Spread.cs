using System;
using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Geometry;

namespace Tetrascope.Layout
{
    /// <summary>
    /// Where images of a pool stand so that those at nearly the same position are told apart.
    /// <para>
    /// Images take their places in the order they are added. Each takes its own position if no earlier image stands
    /// within a distance of it; else the first place of a fixed spiral of growing radius around it that is free; else,
    /// where there is none, the last. So the same images in the same order always stand in the same places, an image
    /// that has its place keeps it as others arrive, and none is ever moved by more than 1.6 sides of an image.
    /// </para>
    /// <para>
    /// What is flat is looked at from the front: images in a triangle stay in its plane, within 3 sides of their
    /// position, and those on a segment only go up and down, by up to 9 sides, so that along it every place is exact.
    /// </para>
    /// </summary>
    public sealed class Spread
    {
        /// <summary>How many places around its own an image may be given.</summary>
        private const int Places = 160;

        private static readonly double GoldenAngle = Math.PI * (3 - Math.Sqrt(5));

        private readonly int _corners;
        private readonly double _distance;
        private readonly Dictionary<long, List<int>> _cells = new Dictionary<long, List<int>>();
        private readonly List<Place> _places = new List<Place>();

        /// <summary>
        /// A place in metres, in the browser's precision, so that the same images stand in the same places.
        /// </summary>
        private readonly struct Place
        {
            public readonly double X;
            public readonly double Y;
            public readonly double Z;

            public Place(double x, double y, double z)
            {
                X = x;
                Y = y;
                Z = z;
            }

            public double SquaredTo(Place other) =>
                (X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y) + (Z - other.Z) * (Z - other.Z);
        }

        /// <summary>
        /// Amount 0 leaves every image in its exact position; 1 keeps them about half a side apart. Corners are 2, 3 or
        /// 4.
        /// </summary>
        public Spread(double amount, int corners = 4)
        {
            _corners = corners;
            _distance = amount * 0.5 * PoolNumbers.ImageSide;
        }

        /// <summary>The place of one more image, in metres, from its position as messages have it.</summary>
        public Vector3 Add(IReadOnlyList<double> position)
        {
            Place own = new Place(
                PoolNumbers.Circumradius * position[0],
                PoolNumbers.CentreHeight + PoolNumbers.Circumradius * position[1],
                PoolNumbers.Circumradius * position[2]);
            Place place = own;
            if (_distance > 0)
            {
                for (int step = 0; step < Places && Taken(place); step++)
                {
                    place = Around(own, step);
                }
                Take(place);
            }
            return new Vector3((float)place.X, (float)place.Y, (float)place.Z);
        }

        /// <summary>How far from its own the last place is, in sides of an image.</summary>
        private static double Reach(int corners) => corners == 2 ? 9 : corners == 3 ? 3 : 1.6;

        private Place Around(Place own, int step)
        {
            double farthest = Reach(_corners) * PoolNumbers.ImageSide;
            Place off = _corners == 2
                ? UpAndDown(step, farthest)
                : _corners == 3 ? OverDisc(step, farthest) : OverSpheres(step, farthest);
            return new Place(own.X + off.X, own.Y + off.Y, own.Z + off.Z);
        }

        /// <summary>Evenly over spheres (a Fibonacci lattice) whose radius grows with the cube root.</summary>
        private Place OverSpheres(int step, double farthest)
        {
            double radius = Math.Min(farthest, _distance * Math.Cbrt(step + 1) * 1.01);
            double height = 1 - 2 * (step * 7 % Places + 0.5) / Places;
            double ring = Math.Sqrt(1 - height * height);
            double angle = step * GoldenAngle;
            return new Place(radius * ring * Math.Cos(angle), radius * height, radius * ring * Math.Sin(angle));
        }

        /// <summary>Evenly over a disc that faces the viewer.</summary>
        private Place OverDisc(int step, double farthest)
        {
            // Neighbours in this spiral (Vogel 1979) are about 1.7 times its factor apart.
            double radius = Math.Min(farthest, _distance * Math.Sqrt(step + 1) * 0.62);
            double angle = step * GoldenAngle;
            return new Place(radius * Math.Cos(angle), radius * Math.Sin(angle), 0);
        }

        /// <summary>Above and below in turns.</summary>
        private Place UpAndDown(int step, double farthest)
        {
            double away = Math.Min(farthest, _distance * (step / 2 + 1) * 1.01);
            return new Place(0, step % 2 != 0 ? -away : away, 0);
        }

        private bool Taken(Place place)
        {
            (int column, int row, int depth) = (Cell(place.X), Cell(place.Y), Cell(place.Z));
            for (int x = column - 1; x <= column + 1; x++)
            {
                for (int y = row - 1; y <= row + 1; y++)
                {
                    for (int z = depth - 1; z <= depth + 1; z++)
                    {
                        if (TakenIn(Key(x, y, z), place))
                        {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private bool TakenIn(long cell, Place place)
        {
            if (!_cells.TryGetValue(cell, out List<int>? others))
            {
                return false;
            }
            foreach (int other in others)
            {
                if (_places[other].SquaredTo(place) < _distance * _distance)
                {
                    return true;
                }
            }
            return false;
        }

        private void Take(Place place)
        {
            long cell = Key(Cell(place.X), Cell(place.Y), Cell(place.Z));
            if (!_cells.TryGetValue(cell, out List<int>? others))
            {
                _cells[cell] = others = new List<int>(1);
            }
            others.Add(_places.Count);
            _places.Add(place);
        }

        private int Cell(double metres) => (int)Math.Floor(metres / _distance);

        private static long Key(int x, int y, int z) => ((x + 1024L) * 2048 + y + 1024) * 2048 + z + 1024;
    }
}
