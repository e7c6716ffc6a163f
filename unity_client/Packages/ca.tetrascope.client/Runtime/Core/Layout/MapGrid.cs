using System;
using Tetrascope.Geometry;

namespace Tetrascope.Layout
{
    /// <summary>
    /// All maps of a layer or of a cluster side by side in a rectangle: as large as the room allows, row by row from
    /// the top left. Lengths are metres, or pixels of a view with y upwards.
    /// </summary>
    public readonly struct MapGrid
    {
        /// <summary>Share of a cell that its map takes; below it stands the channel.</summary>
        private const double Filled = 0.86;

        private readonly Point _topLeft;

        /// <summary>A grid of so many maps in a rectangle around a centre.</summary>
        public MapGrid(int maps, Point centre, Extent room)
        {
            Maps = maps;
            int columns = 1;
            double cell = 0;
            for (int tried = 1; tried <= Math.Max(1, maps); tried++)
            {
                int rows = (maps + tried - 1) / tried;
                double side = Math.Min(room.Width / tried, room.Height / Math.Max(1, rows));
                if (side > cell)
                {
                    (columns, cell) = (tried, side);
                }
            }
            (Columns, Rows, Cell) = (columns, (maps + columns - 1) / columns, cell);
            _topLeft = new Point(centre.X - columns * cell / 2, centre.Y + Rows * cell / 2);
        }

        /// <summary>How many maps there are.</summary>
        public int Maps { get; }

        /// <summary>Cells in a row.</summary>
        public int Columns { get; }

        /// <summary>Rows.</summary>
        public int Rows { get; }

        /// <summary>Side of a cell.</summary>
        public double Cell { get; }

        /// <summary>Side of the square that a map fills by its longer side.</summary>
        public double Side => Cell * Filled;

        /// <summary>Centre of a map.</summary>
        public Point CentreOf(int map) => new Point(
            _topLeft.X + (map % Columns + 0.5) * Cell, _topLeft.Y - map / Columns * Cell - Side / 2);

        /// <summary>The map whose cell holds a point; null where there is none.</summary>
        public int? MapAt(Point point)
        {
            int column = (int)Math.Floor((point.X - _topLeft.X) / Cell);
            int row = (int)Math.Floor((_topLeft.Y - point.Y) / Cell);
            int map = row * Columns + column;
            return row >= 0 && column >= 0 && column < Columns && map < Maps ? map : (int?)null;
        }
    }
}
