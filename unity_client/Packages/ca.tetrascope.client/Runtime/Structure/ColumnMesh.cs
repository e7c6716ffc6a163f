using System;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using UnityEngine;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Client
{
    /// <summary>
    /// The panels of one layer: one mesh, one texture array with a slice for each cluster, one draw call.
    /// </summary>
    internal sealed class ColumnMesh
    {
        /// <summary>What a panel's quad leaves around its map for frames, in metres.</summary>
        private const float Margin = 0.03f;
        private static readonly int Maps = Shader.PropertyToID("_Maps");
        private static readonly int ColourMap = Shader.PropertyToID("_ColourMap");
        private static readonly int MapSize = Shader.PropertyToID("_MapSize");
        private static readonly int Marked = Shader.PropertyToID("_Marked");
        private static readonly int PointedBox = Shader.PropertyToID("_PointedBox");

        private readonly DrawnMesh _mesh;
        private Texture2DArray? _maps;
        private Texture2D _colours = null!;
        private Texture2D _differences = null!;
        private bool? _signed;
        private int _slices;
        private Size _size;
        private Vector4 _marked = new Vector4(-1f, -1f, 0f, 0f);

        public ColumnMesh(Column column, Transform parent, StructureShaders shaders, int order)
        {
            Column = column;
            _mesh = new DrawnMesh("Layer " + column.Name, parent, shaders.Panel, order);
        }

        /// <summary>What it draws.</summary>
        public Column Column { get; }

        public void SetTheme(SceneTheme theme)
        {
            _mesh.Material.SetColor(ThemeProperties.Background, theme.Background);
            _mesh.Material.SetColor(ThemeProperties.Line, theme.Line);
            _mesh.Material.SetColor(ThemeProperties.Accent, theme.Accent);
            _mesh.Material.SetFloat(ThemeProperties.Darkness, SceneTheme.Darkness);
        }

        /// <summary>The colours of maps, and those of differences.</summary>
        public void SetColourMaps(Texture2D colours, Texture2D differences)
        {
            _colours = colours;
            _differences = differences;
            _mesh.Material.SetTexture(ColourMap, colours);
        }

        /// <summary>Takes the column's maps; their bytes go to the graphics processor as they are.</summary>
        public void Upload(ClusteredLayer data)
        {
            Texture2DArray maps = Room(data);
            for (int slice = 0; slice < data.Clusters.Count; slice++)
            {
                ReadOnlySpan<byte> bytes = ClusterPicture.Of(data.Clusters[slice]).Data.Span;
                bytes.CopyTo(maps.GetPixelData<byte>(0, slice).AsSpan());
            }

            maps.Apply(false, false);
            bool signed = data.Clusters.Count > 0 && data.Clusters[0].Difference != null;
            if (signed != _signed)
            {
                _signed = signed;
                _mesh.Material.SetTexture(ColourMap, signed ? _differences : _colours);
            }
        }

        /// <summary>Puts the panels where they stand.</summary>
        /// <param name="position">Place of the column, 0-based.</param>
        /// <param name="columns">All of them.</param>
        public void Place(int position, Columns columns)
        {
            Extent extent = StructureLayout.MapExtent(Column.Size, N.PanelSide);
            var half = new Vector2((float)extent.Width / 2f, (float)extent.Height / 2f);
            int clusters = columns.Clusters(position);
            _mesh.Quads.Clear();
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                Vector2 centre = Coordinates.ToUnity(columns.PanelCentre(position, cluster));
                Rgb rim = SceneColours.Clusters[cluster % SceneColours.Clusters.Count];
                bool little = ClusterPicture.ExplainsLittle(Column.ClusterAt(cluster)?.ExplainedVariance);
                float ready = Column.Data == null ? 0f : little ? 2f : 1f;
                var look = new Vector4(cluster, cluster, ready, Column.Stale ? 1f : 0f);
                _mesh.AddRectangle(centre, half, Margin, SceneTheme.ForVertex(SceneTheme.Of(rim)), look);
            }

            _mesh.Quads.Upload();
            _mesh.Quads.SetBounds(BoundsAt(Column.Place, clusters, columns.Files));
        }

        /// <summary>Marks the pixel that is looked at and its receptive field, where they are on this column.</summary>
        public void Mark(int position, in FieldMarks marks)
        {
            bool pointed = marks.StartColumn == position;
            bool field = marks.FieldColumn == position;
            if (!pointed && !field && _marked.x < 0f && _marked.z < 0.5f)
            {
                return;
            }

            _marked.x = pointed ? marks.StartCluster : -1f;
            _marked.z = field ? 1f : 0f;
            _mesh.Material.SetVector(PointedBox, Coordinates.ToUnity(marks.StartBox));
            _mesh.Material.SetVector(ThemeProperties.FieldBox, Coordinates.ToUnity(marks.FieldBox));
            _mesh.Material.SetVector(Marked, _marked);
        }

        /// <summary>Marks a chosen panel; null for none.</summary>
        public void Choose(int? cluster)
        {
            _marked.y = cluster ?? -1;
            _mesh.Material.SetVector(Marked, _marked);
        }

        /// <summary>How much of what is stale gives way to the background, 0..1.</summary>
        public void Dim(float share)
        {
            _mesh.Material.SetFloat(ThemeProperties.Dimming, share);
        }

        public void Dispose()
        {
            _mesh.Dispose();
            if (_maps != null)
            {
                UnityEngine.Object.Destroy(_maps);
            }
        }

        private static Bounds BoundsAt(int place, int clusters, int files)
        {
            double width = StructureLayout.ColumnWidth(files);
            double height = StructureLayout.GridOf(clusters).Rows * (N.PanelSide + N.PanelGap);
            var centre = new Vector3((float)StructureLayout.ColumnX(place, files), (float)N.EyeHeight, 0f);
            return new Bounds(centre, new Vector3((float)width + 0.1f, (float)height + 0.1f, 0.1f));
        }

        /// <summary>The texture array that holds as many maps of that size; another where they do not fit.</summary>
        private Texture2DArray Room(ClusteredLayer data)
        {
            var size = new Size(data.Height, data.Width);
            if (_maps != null && _slices == data.Clusters.Count && _size.Equals(size))
            {
                return _maps;
            }

            if (_maps != null)
            {
                UnityEngine.Object.Destroy(_maps);
            }

            _slices = data.Clusters.Count;
            _size = size;
            _maps = new Texture2DArray(data.Width, data.Height, _slices, TextureFormat.R8, false, true)
            {
                name = "Maps of " + Column.Name,
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
            _mesh.Material.SetTexture(Maps, _maps);
            _mesh.Material.SetVector(MapSize, new Vector4(data.Width, data.Height, 0f, 0f));
            return _maps;
        }
    }
}
