namespace Tetrascope.Geometry
{
    /// <summary>
    /// How the panels of a column stand: each file is filled from the top before the next one to the right.
    /// </summary>
    public readonly struct Grid
    {
        /// <summary>Panels below each other.</summary>
        public readonly int Rows;

        /// <summary>Files side by side.</summary>
        public readonly int Files;

        /// <summary>A grid of so many rows and files.</summary>
        public Grid(int rows, int files)
        {
            Rows = rows;
            Files = files;
        }
    }
}
