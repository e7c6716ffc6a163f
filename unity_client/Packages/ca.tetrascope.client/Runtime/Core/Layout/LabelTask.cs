using Tetrascope.Geometry;

namespace Tetrascope.Layout
{
    /// <summary>A label of a vertex to place, in pixels of a view.</summary>
    public readonly struct LabelTask
    {
        /// <summary>Where its vertex is seen; null behind the eye.</summary>
        public readonly Point? Vertex;

        /// <summary>Free space wanted between the vertex and the label.</summary>
        public readonly double Gap;

        /// <summary>Its own width.</summary>
        public readonly double Width;

        /// <summary>Its own height.</summary>
        public readonly double Height;

        /// <summary>What images cover beside the vertex, which the label should not hide; null for nothing.</summary>
        public readonly Box? Covered;

        /// <summary>A label of this size at a vertex.</summary>
        public LabelTask(Point? vertex, double gap, double width, double height, Box? covered = null)
        {
            Vertex = vertex;
            Gap = gap;
            Width = width;
            Height = height;
            Covered = covered;
        }
    }
}
