using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Layout;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>The meshes of all columns, and the maps on their way to them.</summary>
    internal sealed class ColumnMeshes
    {
        /// <summary>Bytes of maps that go to the graphics processor in one frame; a larger layer goes alone.</summary>
        private const int BytesPerFrame = 1 << 18;

        private readonly Columns _columns;
        private readonly Func<Column, ColumnMesh> _make;
        private readonly List<ColumnMesh> _list = new List<ColumnMesh>();
        private readonly Queue<ClusteredLayer> _arrived = new Queue<ClusteredLayer>();
        private readonly Texture2D _colours;
        private readonly Texture2D _differences;
        private string? _chosenLayer;
        private int _chosenCluster;

        public ColumnMeshes(Columns columns, Transform parent, StructureShaders shaders, SceneTheme theme, int order)
        {
            _columns = columns;
            _colours = TextureBytes.ColourMap(ColourMap.Of("").LookupTable());
            _differences = TextureBytes.ColourMap(DivergingColours.Scale.SignedTable());
            _make = column =>
            {
                var mesh = new ColumnMesh(column, parent, shaders, order);
                mesh.SetTheme(theme);
                mesh.SetColourMaps(_colours, _differences);
                return mesh;
            };
        }

        /// <summary>A mesh for each column that there is now; those that were there before keep theirs.</summary>
        public void Follow()
        {
            var before = new Dictionary<Column, ColumnMesh>();
            foreach (ColumnMesh mesh in _list)
            {
                before[mesh.Column] = mesh;
            }

            _list.Clear();
            foreach (Column column in _columns.List)
            {
                _list.Add(before.Remove(column, out ColumnMesh known) ? known : _make(column));
            }

            foreach (ColumnMesh gone in before.Values)
            {
                gone.Dispose();
            }
        }

        /// <summary>Takes the maps of a layer, to be shown within a few frames.</summary>
        public void Await(ClusteredLayer layer)
        {
            _arrived.Enqueue(layer);
        }

        /// <summary>Forgets what is on its way.</summary>
        public void Forget()
        {
            _arrived.Clear();
        }

        /// <summary>
        /// Shows what has arrived, as much of it as a frame has time for, and tells of each with its place.
        /// </summary>
        public void TakeIn(Action<ClusteredLayer, int> shown)
        {
            int bytes = 0;
            while (_arrived.Count > 0 && bytes < BytesPerFrame)
            {
                ClusteredLayer layer = _arrived.Dequeue();
                if (_columns.Update(layer) is int position)
                {
                    _list[position].Upload(layer);
                    bytes += layer.Height * layer.Width * layer.Clusters.Count;
                    shown(layer, position);
                }
            }
        }

        /// <summary>The colours of the bytes 0 to 255: red, green, blue and alpha each.</summary>
        public void SetColourMap(ReadOnlySpan<byte> table)
        {
            TextureBytes.Write(_colours, table);
        }

        /// <summary>Puts all panels where they stand.</summary>
        public void Place()
        {
            for (int position = 0; position < _list.Count; position++)
            {
                _list[position].Place(position, _columns);
            }

            MarkChosen();
        }

        /// <summary>Marks the pixel that is looked at and its receptive field.</summary>
        public void Mark(in FieldMarks marks)
        {
            for (int position = 0; position < _list.Count; position++)
            {
                _list[position].Mark(position, marks);
            }
        }

        /// <summary>Marks a panel as chosen; null for none.</summary>
        public void Choose(string? layer, int cluster)
        {
            _chosenLayer = layer;
            _chosenCluster = cluster;
            MarkChosen();
        }

        /// <summary>How much of what is stale gives way to the background, 0..1.</summary>
        public void Dim(float share)
        {
            foreach (ColumnMesh mesh in _list)
            {
                mesh.Dim(share);
            }
        }

        public void Dispose()
        {
            foreach (ColumnMesh mesh in _list)
            {
                mesh.Dispose();
            }

            UnityEngine.Object.Destroy(_colours);
            UnityEngine.Object.Destroy(_differences);
        }

        private void MarkChosen()
        {
            foreach (ColumnMesh mesh in _list)
            {
                mesh.Choose(mesh.Column.Name == _chosenLayer ? _chosenCluster : (int?)null);
            }
        }
    }
}
