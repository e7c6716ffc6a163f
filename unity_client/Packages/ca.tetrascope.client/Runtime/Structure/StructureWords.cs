using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Protocol;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>All names and numbers of scene 1, in one draw call.</summary>
    internal sealed class StructureWords
    {
        private const int BoldFrom = 600;

        private readonly WordMesh _mesh;
        private readonly List<TextLine> _lines = new List<TextLine>();
        private readonly Vector4[] _tints = new Vector4[3];

        public StructureWords(Transform parent, Shader shader, Font font, SceneTheme theme, int order)
        {
            _mesh = new WordMesh("Words", parent, shader, font, order);
            _tints[(int)TextColour.Text] = SceneTheme.ForVertex(theme.Text);
            _tints[(int)TextColour.Muted] = SceneTheme.ForVertex(theme.Muted);
            _tints[(int)TextColour.Accent] = SceneTheme.ForVertex(theme.Accent);
        }

        /// <summary>Says everything anew.</summary>
        public void Write(
            Size input, string? name, Columns columns, IReadOnlyList<(int Place, string Words)> groups,
            IReadOnlyList<ClassScore> classes, Bounds bounds)
        {
            _lines.Clear();
            Captions.InputCaption(input, columns.Tallest, _lines, name);
            foreach ((int place, string words) in groups)
            {
                Captions.GroupHeader(place, words, columns.Tallest, _lines);
            }

            for (int position = 0; position < columns.List.Count; position++)
            {
                Column column = columns.List[position];
                if (column.Layer != null)
                {
                    Captions.ColumnHeader(column.Place, column.Layer, columns.Tallest, _lines);
                }

                if (column.Data != null)
                {
                    Captions.PanelCaptions(column.Place, column.Data, columns.Tallest, _lines);
                }
            }

            Captions.ClassNames(StructureLayout.BarsLeft(columns.Places, columns.Files), classes, _lines);
            _mesh.Clear();
            foreach (TextLine line in _lines)
            {
                _mesh.Add(WordOf(line));
            }

            _mesh.SetBounds(bounds);
        }

        /// <summary>Draws what has changed. To be called once a frame.</summary>
        public void Update()
        {
            _mesh.Update();
        }

        public void Dispose()
        {
            _mesh.Dispose();
        }

        private Word WordOf(in TextLine line)
        {
            return new Word(
                line.Text,
                new Vector3((float)line.X, (float)line.Y, 0f),
                (float)line.Size,
                line.Weight >= BoldFrom ? FontStyle.Bold : FontStyle.Normal,
                _tints[(int)line.Colour],
                double.IsInfinity(line.Most) ? 0f : (float)line.Most);
        }
    }
}
