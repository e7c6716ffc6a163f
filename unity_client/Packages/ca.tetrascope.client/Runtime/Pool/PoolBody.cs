using System.Collections.Generic;
using Tetrascope.Geometry;
using UnityEngine;
using Numerics = System.Numerics;

namespace Tetrascope.Client
{
    /// <summary>The tetrahedron, triangle or segment that the labels span: edges, dots and faint faces in one draw
    /// call.
    /// </summary>
    internal sealed class PoolBody
    {
        private const float EdgeHalf = 0.0035f;
        private const float DotHalf = 0.016f;
        private const float EdgeOpacity = 0.75f;

        /// <summary>Of the lines between regions.</summary>
        private const float RegionHalf = 0.0026f;
        private const float RegionOpacity = 0.5f;
        private const float FaceOpacity = 0.035f;

        /// <summary>What scene 2 keeps within, images and labels included, in metres.</summary>
        public static readonly Bounds Reach = ReachOf(0f);

        private readonly DrawnMesh _mesh;
        private Vector4 _ink;
        private int _corners;
        private bool _regions;

        public PoolBody(Transform parent, Shader shader, int order)
        {
            _mesh = new DrawnMesh("Body", parent, shader, order);
        }

        public void SetTheme(SceneTheme theme)
        {
            _ink = SceneTheme.ForVertex(theme.Muted);
            _mesh.Material.SetColor(ThemeProperties.Background, theme.Background);
        }

        /// <summary>Whether it is drawn.</summary>
        public bool Shown
        {
            set => _mesh.Shown = value;
        }

        /// <summary>How many corners it has, 2, 3 or 4, and whether lines part the regions of the labels.</summary>
        public void SetShape(int corners, bool regions)
        {
            if (corners == _corners && regions == _regions)
            {
                return;
            }

            _corners = corners;
            _regions = regions;
            IReadOnlyList<Numerics.Vector3> vertices = PoolLayout.VerticesOf(corners);
            _mesh.Quads.Clear();
            IReadOnlyList<int> faces = PoolLayout.FacesOf(corners);
            for (int i = 0; i < faces.Count; i += 3)
            {
                AddFace(At(vertices[faces[i]]), At(vertices[faces[i + 1]]), At(vertices[faces[i + 2]]));
            }

            IReadOnlyList<Numerics.Vector3> lines =
                regions ? PoolLayout.RegionLines(corners) : System.Array.Empty<Numerics.Vector3>();
            for (int i = 0; i < lines.Count; i += 2)
            {
                AddEdge(
                    Coordinates.ToUnity(lines[i]), Coordinates.ToUnity(lines[i + 1]), RegionHalf, RegionOpacity);
            }

            IReadOnlyList<int> edges = PoolLayout.EdgesOf(corners);
            for (int i = 0; i < edges.Count; i += 2)
            {
                AddEdge(At(vertices[edges[i]]), At(vertices[edges[i + 1]]), EdgeHalf, EdgeOpacity);
            }

            for (int i = 0; i < vertices.Count; i++)
            {
                AddDot(At(vertices[i]));
            }

            _mesh.Quads.Upload();
            _mesh.Quads.SetBounds(Reach);
        }

        /// <summary>Distances from the eye between which it gets lighter, in metres.</summary>
        public void SetDepths(Vector4 depths)
        {
            _mesh.Material.SetVector(ThemeProperties.Depths, depths);
        }

        /// <summary>Whether it leaves room before and behind it for what stands there whatever its distance.</summary>
        public void SetRaise(bool on)
        {
            _mesh.Material.SetFloat(ThemeProperties.Raise, on ? 1f : 0f);
        }

        public void Dispose()
        {
            _mesh.Dispose();
        }

        /// <summary>The same, of what is so high, in metres.</summary>
        public static Bounds ReachOf(float height)
        {
            const float Side = 3f * (float)PoolNumbers.Circumradius;
            var centre = new Vector3(0f, (float)PoolNumbers.CentreHeight, 0f);
            return new Bounds(centre, new Vector3(Side, System.Math.Max(Side, height), Side));
        }

        /// <summary>Where a vertex of a message stands, in the space of the scene's object.</summary>
        public static Vector3 At(Numerics.Vector3 position) => Coordinates.ToUnity(PoolLayout.WorldPoint(position));

        private void AddFace(Vector3 a, Vector3 b, Vector3 c)
        {
            var look = new Vector4(FaceOpacity, 0f, 0f, 0f);
            FlatVertex last = Corner(c, default, look);
            _mesh.Quads.Add(Corner(a, default, look), Corner(b, default, look), last, last);
        }

        private void AddEdge(Vector3 from, Vector3 to, float half, float opacity)
        {
            Vector3 along = (to - from).normalized * 0.01f;
            var look = new Vector4(opacity, 0f, half, 1f);
            _mesh.Quads.Add(
                Corner(from, new Vector4(-1f, along.x, along.y, along.z), look),
                Corner(to, new Vector4(-1f, along.x, along.y, along.z), look),
                Corner(to, new Vector4(1f, along.x, along.y, along.z), look),
                Corner(from, new Vector4(1f, along.x, along.y, along.z), look));
        }

        private void AddDot(Vector3 at)
        {
            var look = new Vector4(1f, 1f, DotHalf, 0f);
            _mesh.Quads.Add(
                Corner(at, new Vector4(-1f, -1f, 0f, 0f), look),
                Corner(at, new Vector4(1f, -1f, 0f, 0f), look),
                Corner(at, new Vector4(1f, 1f, 0f, 0f), look),
                Corner(at, new Vector4(-1f, 1f, 0f, 0f), look));
        }

        private FlatVertex Corner(Vector3 at, Vector4 shape, Vector4 look)
        {
            return new FlatVertex { Position = at, Tint = _ink, Shape = shape, Look = look };
        }
    }
}
