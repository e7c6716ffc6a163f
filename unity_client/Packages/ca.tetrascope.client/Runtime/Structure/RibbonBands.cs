using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Layout;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>The ribbons between columns, in one draw call.</summary>
    internal sealed class RibbonBands
    {
        private const int Steps = 16;

        private static readonly int Strength = Shader.PropertyToID("_Strength");

        private readonly DrawnMesh _mesh;
        private readonly Vector4[] _clusters;
        private Vector4 _neutral;

        public RibbonBands(Transform parent, Shader shader, int order)
        {
            _mesh = new DrawnMesh("Ribbons", parent, shader, order);
            _clusters = new Vector4[SceneColours.Clusters.Count];
            for (int k = 0; k < _clusters.Length; k++)
            {
                _clusters[k] = SceneTheme.ForVertex(SceneTheme.Of(SceneColours.Clusters[k]));
            }
        }

        public void SetTheme(SceneTheme theme)
        {
            _neutral = SceneTheme.ForVertex(theme.Muted);
            _mesh.Material.SetFloat(Strength, theme.IsDark ? 0.3f : 0.2f);
        }

        /// <summary>Draws these ribbons; <paramref name="bounds"/> hold them all.</summary>
        public void Set(IReadOnlyList<Ribbon> ribbons, Bounds bounds)
        {
            _mesh.Quads.Clear();
            for (int i = 0; i < ribbons.Count; i++)
            {
                AddRibbon(ribbons[i]);
            }

            _mesh.Quads.Upload();
            _mesh.Quads.SetBounds(bounds);
        }

        public void Dispose()
        {
            _mesh.Dispose();
        }

        private void AddRibbon(in Ribbon ribbon)
        {
            Vector4 from = Tint(ribbon.From.Cluster);
            Vector4 to = Tint(ribbon.To.Cluster);
            for (int step = 0; step < Steps; step++)
            {
                float left = (float)step / Steps;
                float right = (float)(step + 1) / Steps;
                _mesh.Quads.Add(
                    Corner(ribbon, left, -1f, from, to),
                    Corner(ribbon, right, -1f, from, to),
                    Corner(ribbon, right, 1f, from, to),
                    Corner(ribbon, left, 1f, from, to));
            }
        }

        private static FlatVertex Corner(in Ribbon ribbon, float share, float side, Vector4 from, Vector4 to)
        {
            float bend = share * share * (3f - 2f * share);
            float x = Mixed((float)ribbon.From.X, (float)ribbon.To.X, share);
            float y = Mixed((float)ribbon.From.Y, (float)ribbon.To.Y, bend);
            float half = Mixed((float)ribbon.From.Height, (float)ribbon.To.Height, bend) / 2f;
            return new FlatVertex
            {
                Position = new Vector3(x, y + side * half, 0f),
                Tint = new Vector4(
                    Mixed(from.x, to.x, share), Mixed(from.y, to.y, share), Mixed(from.z, to.z, share), 1f),
                Shape = new Vector4(side, share, 0f, 0f),
            };
        }

        private static float Mixed(float from, float to, float share) => from + (to - from) * share;

        private Vector4 Tint(int cluster) => cluster < 0 ? _neutral : _clusters[cluster % _clusters.Length];
    }
}
