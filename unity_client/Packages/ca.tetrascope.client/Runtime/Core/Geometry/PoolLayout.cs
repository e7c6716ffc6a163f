using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Tetrascope.Geometry
{
    /// <summary>Where everything of scene 2 stands, in metres: x right, y up, z towards the viewer.</summary>
    public static class PoolLayout
    {
        private static readonly int[] SegmentEdges = { 0, 1 };
        private static readonly int[] TriangleEdges = { 0, 1, 1, 2, 2, 0 };
        private static readonly int[] TetrahedronEdges = { 0, 1, 0, 2, 0, 3, 1, 2, 2, 3, 3, 1 };
        private static readonly int[] NoFaces = { };
        private static readonly int[] TriangleFaces = { 0, 1, 2, 0, 2, 1 };
        private static readonly int[] TetrahedronFaces = { 0, 1, 3, 0, 3, 2, 0, 2, 1, 1, 2, 3 };

        /// <summary>What stands at the centre of the body.</summary>
        public static readonly Vector3 Centre = new Vector3(0, (float)PoolNumbers.CentreHeight, 0);

        /// <summary>Where a position of a message (a vertex, an image) stands in the world.</summary>
        public static Vector3 WorldPoint(Vector3 position) => Centre + (float)PoolNumbers.Circumradius * position;

        /// <summary>The same for the three numbers of a message.</summary>
        public static Vector3 WorldPoint(IReadOnlyList<double> position) =>
            WorldPoint(new Vector3((float)position[0], (float)position[1], (float)position[2]));

        /// <summary>
        /// As many corners as a network of so many classes has: a segment (2), a triangle (3), a tetrahedron (4).
        /// </summary>
        public static int CornersOf(int classes) => classes <= 2 ? 2 : classes == 3 ? 3 : 4;

        /// <summary>The vertices of the body with so many corners, as positions in messages have them.</summary>
        public static IReadOnlyList<Vector3> VerticesOf(int corners) =>
            corners == 2 ? PoolNumbers.Segment : corners == 3 ? PoolNumbers.Triangle : PoolNumbers.Vertices;

        /// <summary>The edges of the body: two vertices for each.</summary>
        public static IReadOnlyList<int> EdgesOf(int corners) =>
            corners == 2 ? SegmentEdges : corners == 3 ? TriangleEdges : TetrahedronEdges;

        /// <summary>
        /// Lines that part the body into the regions of its corners, two points in metres for each: in a corner's
        /// region its label is the most probable, for places weigh the corners by what grows with the probability.
        /// From the body's middle to those of its faces, and from these to those of their edges; of a triangle, to its
        /// edges; of a segment, across its middle.
        /// </summary>
        public static IReadOnlyList<Vector3> RegionLines(int corners)
        {
            List<Vector3> points = VerticesOf(corners).Select(WorldPoint).ToList();
            var lines = new List<Vector3>();
            if (corners == 2)
            {
                var tick = new Vector3(0, 0.5f * (float)PoolNumbers.ImageSide, 0);
                lines.Add(MiddleOf(points) - tick);
                lines.Add(MiddleOf(points) + tick);
                return lines;
            }
            IEnumerable<List<Vector3>> faces = corners == 3
                ? new[] { points }
                : points.Select(left => points.Where(point => point != left).ToList());
            foreach (List<Vector3> face in faces)
            {
                if (corners == 4)
                {
                    lines.Add(MiddleOf(points));
                    lines.Add(MiddleOf(face));
                }
                for (int k = 0; k < face.Count; k++)
                {
                    lines.Add(MiddleOf(face));
                    lines.Add((face[k] + face[(k + 1) % face.Count]) / 2);
                }
            }
            return lines;
        }

        /// <summary>
        /// The faces of the body, three vertices for each, counter-clockwise from outside; a triangle has both sides.
        /// </summary>
        public static IReadOnlyList<int> FacesOf(int corners) =>
            corners == 2 ? NoFaces : corners == 3 ? TriangleFaces : TetrahedronFaces;

        private static Vector3 MiddleOf(List<Vector3> points)
        {
            Vector3 sum = Vector3.Zero;
            foreach (Vector3 point in points)
            {
                sum += point;
            }
            return sum / points.Count;
        }
    }
}
