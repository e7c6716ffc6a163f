using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Protocol;
using UnityEngine;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Client
{
    /// <summary>
    /// The bars of the classes: an axis, the bars, and a mark behind the one pointed at, in one draw call.
    /// </summary>
    internal sealed class ClassBars
    {
        /// <summary>Height of a bar as a share of its row.</summary>
        private const double Thickness = 0.62;
        private const float Margin = 0.01f;
        private const float NoRow = -2f;
        private static readonly int Pointed = Shader.PropertyToID("_Pointed");

        private readonly DrawnMesh _mesh;

        public ClassBars(Transform parent, Shader shader, int order)
        {
            _mesh = new DrawnMesh("Classes", parent, shader, order);
        }

        public void SetTheme(SceneTheme theme)
        {
            _mesh.Material.SetColor(ThemeProperties.Line, theme.Line);
            _mesh.Material.SetColor(ThemeProperties.Accent, theme.Accent);
        }

        /// <summary>Bars from x = <paramref name="left"/> on, most probable first.</summary>
        public void Set(double left, IReadOnlyList<ClassScore> classes)
        {
            int rows = classes.Count;
            double tall = rows * N.ClassRowHeight;
            _mesh.Quads.Clear();
            if (rows > 0)
            {
                Add(left - 0.004, N.EyeHeight, 0.006, tall, NoRow, 1f);
            }

            for (int k = 0; k < rows; k++)
            {
                double y = StructureLayout.BarY(k, rows);
                double length = N.ClassBarLength * classes[k].Probability;
                Add(left + Captions.ClassReach / 2, y, Captions.ClassReach, N.ClassRowHeight, k, 2f);
                Add(left + length / 2, y, length, N.ClassRowHeight * Thickness, k, 0f);
            }

            _mesh.Quads.Upload();
            var centre = new Vector3((float)(left + Captions.ClassReach / 2), (float)N.EyeHeight, 0f);
            _mesh.Quads.SetBounds(new Bounds(centre, new Vector3((float)Captions.ClassReach, (float)tall, 0.1f)));
        }

        /// <summary>The bar pointed at; null for none.</summary>
        public void Point(int? k)
        {
            _mesh.Material.SetFloat(Pointed, k ?? -1);
        }

        /// <summary>How much bars of an earlier image give way, 0..1.</summary>
        public void Dim(float share)
        {
            _mesh.Material.SetFloat(ThemeProperties.Dimming, share);
        }

        public void Dispose()
        {
            _mesh.Dispose();
        }

        private void Add(double x, double y, double width, double height, float row, float kind)
        {
            var half = new Vector2((float)width / 2f, (float)height / 2f);
            _mesh.AddRectangle(
                new Vector2((float)x, (float)y), half, Margin, default, new Vector4(row, kind, 0f, 0f));
        }
    }
}
