using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Viewing;
using UnityEngine;
using N = Tetrascope.Geometry.StructureNumbers;
using Numerics = System.Numerics;

namespace Tetrascope.Client
{
    /// <summary>Lines around a part of a scene, so that a tour can show what it speaks of; one draw call while they
    /// show.
    /// </summary>
    public sealed class SceneFrame : MonoBehaviour
    {
        /// <summary>How far a frame is from what it encloses, and half the width of its lines; in metres.</summary>
        private const float Away = 0.05f;
        private const float HalfWidth = 0.009f;
        private static readonly int Raise = Shader.PropertyToID("_Raise");

        [SerializeField, Tooltip("Draws it.")]
        private Shader _shader = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _structure = null!;

        [SerializeField, Tooltip("Scene 2.")]
        private PoolScene _pool = null!;

        private DrawnMesh _inStructure = null!;
        private DrawnMesh _inPool = null!;

        /// <summary>Whether a part of this name is to be seen: <c>columns</c>, <c>masks</c> (the input) and
        /// <c>classes</c> of scene 1, the <c>tetrahedron</c> of scene 2, and the <c>scene</c> itself, which needs no
        /// frame.</summary>
        public bool Has(string part) => part == "scene" || IsBody(part) || RectangleOf(part) != null;

        /// <summary>Frames a part; null, or a name without a part, takes the frame away.</summary>
        public void Show(string? part)
        {
            PlaneRectangle? rectangle = part == null ? null : RectangleOf(part);
            _inStructure.Shown = rectangle != null;
            _inPool.Shown = IsBody(part);
            if (rectangle is PlaneRectangle known)
            {
                Enclose(_inStructure, known);
            }
            else if (IsBody(part) && _pool.Plane != null)
            {
                Enclose(_inPool, _pool.Plane.Frame);
            }
            else if (IsBody(part))
            {
                TraceBody();
            }
        }

        private void Awake()
        {
            _inStructure = Lines(_structure.transform);
            _inPool = Lines(_pool.transform);
        }

        private void OnDestroy()
        {
            _inStructure.Dispose();
            _inPool.Dispose();
        }

        private DrawnMesh Lines(Transform scene)
        {
            var mesh = new DrawnMesh("Frame", scene, _shader, 5) { Shown = false };
            mesh.Material.SetColor(ThemeProperties.Background, _structure.Theme.Accent);
            mesh.Material.SetFloat(Raise, 0f);
            return mesh;
        }

        private bool IsBody(string? part) => part == "tetrahedron" && _pool.isActiveAndEnabled;

        private PlaneRectangle? RectangleOf(string part)
        {
            StructureExtent extent = _structure.Extent;
            switch (part)
            {
                case "columns" when _structure.isActiveAndEnabled && extent.Columns > 0:
                    return StructureViews.ColumnsRectangle(extent);
                case "classes" when _structure.isActiveAndEnabled && extent.Classes > 0:
                    return StructureViews.ClassesRectangle(extent);
                case "masks" when _structure.isActiveAndEnabled:
                    Extent input = StructureLayout.MapExtent(_structure.InputSize, N.InputSide);
                    (double x, double y) = (StructureLayout.InputCentre.X, StructureLayout.InputCentre.Y);
                    return new PlaneRectangle(
                        x - input.Width / 2, x + input.Width / 2, y - input.Height / 2, y + input.Height / 2);
                default:
                    return null;
            }
        }

        private void Enclose(DrawnMesh mesh, PlaneRectangle around)
        {
            var low = new Vector3((float)around.Left - Away, (float)around.Bottom - Away, 0f);
            var high = new Vector3((float)around.Right + Away, (float)around.Top + Away, 0f);
            var lowRight = new Vector3(high.x, low.y, 0f);
            var highLeft = new Vector3(low.x, high.y, 0f);
            mesh.Quads.Clear();
            AddLine(mesh, low, lowRight);
            AddLine(mesh, lowRight, high);
            AddLine(mesh, high, highLeft);
            AddLine(mesh, highLeft, low);
            mesh.Quads.Upload();
            var centre = new Vector3((low.x + high.x) / 2f, (low.y + high.y) / 2f, 0f);
            mesh.Quads.SetBounds(new Bounds(centre, new Vector3(high.x - low.x, high.y - low.y, 0.1f)));
        }

        private void TraceBody()
        {
            IReadOnlyList<Numerics.Vector3> vertices = PoolLayout.VerticesOf(_pool.Corners);
            IReadOnlyList<int> edges = PoolLayout.EdgesOf(_pool.Corners);
            _inPool.Quads.Clear();
            for (int i = 0; i < edges.Count; i += 2)
            {
                AddLine(_inPool, PoolBody.At(vertices[edges[i]]), PoolBody.At(vertices[edges[i + 1]]));
            }

            _inPool.Quads.Upload();
            _inPool.Quads.SetBounds(PoolBody.Reach);
        }

        private void AddLine(DrawnMesh mesh, Vector3 from, Vector3 to)
        {
            Vector3 along = (to - from).normalized * 0.01f;
            mesh.Quads.Add(
                Corner(from, along, -1f), Corner(to, along, -1f), Corner(to, along, 1f), Corner(from, along, 1f));
        }

        private FlatVertex Corner(Vector3 at, Vector3 along, float side)
        {
            return new FlatVertex
            {
                Position = at,
                Tint = SceneTheme.ForVertex(_structure.Theme.Accent),
                Shape = new Vector4(side, along.x, along.y, along.z),
                Look = new Vector4(1f, 0f, HalfWidth, 1f),
            };
        }
    }
}
