using System;
using System.Collections.Generic;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>All words of a scene, from a dynamic font, in one draw call.</summary>
    /// <remarks>
    /// A dynamic font draws glyphs into its texture when they are asked for, and may then move all of them: words are
    /// written anew when it says so.
    /// </remarks>
    internal sealed class WordMesh
    {
        /// <summary>
        /// Size at which the font draws glyphs, in pixels: enough at a metre or two, desktop and headset.
        /// </summary>
        private const int Pixels = 48;
        private const char Ellipsis = '…';
        private static readonly int MainTexture = Shader.PropertyToID("_MainTex");
        private static readonly int LeastSize = Shader.PropertyToID("_LeastSize");

        private readonly Font _font;
        private readonly DrawnMesh _mesh;
        private readonly List<Word> _words = new List<Word>();
        private bool _changed;

        public WordMesh(string name, Transform parent, Shader shader, Font font, int order)
        {
            _font = font;
            _mesh = new DrawnMesh(name, parent, shader, order);
            _mesh.Material.SetTexture(MainTexture, font.material.mainTexture);
            Font.textureRebuilt += Rebuilt;
        }

        public void SetBounds(Bounds bounds)
        {
            _mesh.Quads.SetBounds(bounds);
        }

        /// <summary>What words at an anchor face: a place in the world (w: 1), or a direction (w: 0).</summary>
        public void SetEye(Vector4 eye)
        {
            _mesh.Material.SetVector(ThemeProperties.Eye, eye);
        }

        /// <summary>
        /// Words at an anchor are no smaller than this for a metre of distance, however small their scene.
        /// </summary>
        public void SetLeastSize(float size)
        {
            _mesh.Material.SetFloat(LeastSize, size);
        }

        /// <summary>How wide a text is, in metres.</summary>
        public float Measure(string text, float size, FontStyle style)
        {
            _font.RequestCharactersInTexture(text, Pixels, style);
            return Length(text, style) * size / Pixels;
        }

        /// <summary>Takes all words away.</summary>
        public void Clear()
        {
            _words.Clear();
            _changed = true;
        }

        public void Add(in Word word)
        {
            _words.Add(word);
            _changed = true;
        }

        /// <summary>Writes what has changed. To be called once a frame.</summary>
        public void Update()
        {
            if (!_changed)
            {
                return;
            }

            // All glyphs are asked for before any is written: asking may move those that are there.
            foreach (Word word in _words)
            {
                _font.RequestCharactersInTexture(word.Text, Pixels, word.Style);
            }

            _font.RequestCharactersInTexture(Ellipsis.ToString(), Pixels, FontStyle.Normal);
            _font.RequestCharactersInTexture(Ellipsis.ToString(), Pixels, FontStyle.Bold);
            _changed = false;
            _mesh.Quads.Clear();
            foreach (Word word in _words)
            {
                Write(word);
            }

            _mesh.Quads.Upload();
        }

        public void Dispose()
        {
            Font.textureRebuilt -= Rebuilt;
            _mesh.Dispose();
        }

        private void Rebuilt(Font font)
        {
            if (font != _font)
            {
                return;
            }

            _mesh.Material.SetTexture(MainTexture, font.material.mainTexture);
            _changed = true;
        }

        private void Write(in Word word)
        {
            string text = Shortened(word);
            float metre = word.Size / Pixels;
            float pen = -word.Align * Length(text, word.Style) * metre;
            foreach (char letter in text)
            {
                if (!_font.GetCharacterInfo(letter, out CharacterInfo glyph, Pixels, word.Style))
                {
                    continue;
                }

                if (glyph.glyphWidth > 0)
                {
                    WriteGlyph(word, glyph, pen, metre);
                }

                pen += glyph.advance * metre;
            }
        }

        private void WriteGlyph(in Word word, in CharacterInfo glyph, float pen, float metre)
        {
            float left = pen + glyph.minX * metre;
            float right = pen + glyph.maxX * metre;
            float bottom = glyph.minY * metre - word.Below;
            float top = glyph.maxY * metre - word.Below;
            _mesh.Quads.Add(
                Corner(word, left, bottom, glyph.uvBottomLeft),
                Corner(word, right, bottom, glyph.uvBottomRight),
                Corner(word, right, top, glyph.uvTopRight),
                Corner(word, left, top, glyph.uvTopLeft));
        }

        private static FlatVertex Corner(in Word word, float x, float y, Vector2 place)
        {
            Vector3 at = word.At;
            return new FlatVertex
            {
                Position = word.FacesViewer ? at : new Vector3(at.x + x, at.y + y, at.z),
                Tint = word.Tint,
                Shape = new Vector4(place.x, place.y, word.FacesViewer ? x : 0f, word.FacesViewer ? y : 0f),
                Look = new Vector4(word.FacesViewer ? word.Size : 0f, 0f, 0f, 0f),
            };
        }

        /// <summary>In pixels of the font's size.</summary>
        private int Length(string text, FontStyle style)
        {
            int length = 0;
            foreach (char letter in text)
            {
                length += _font.GetCharacterInfo(letter, out CharacterInfo glyph, Pixels, style) ? glyph.advance : 0;
            }

            return length;
        }

        /// <summary>
        /// With an ellipsis in its middle where it is longer than it may be: names differ at both ends.
        /// </summary>
        private string Shortened(in Word word)
        {
            string text = word.Text;
            float most = word.Most * Pixels / word.Size;
            if (word.Most <= 0f || Length(text, word.Style) <= most)
            {
                return text;
            }

            for (int kept = text.Length - 1; kept > 2; kept--)
            {
                int head = (kept + 1) / 2;
                string shorter = text.Substring(0, head) + Ellipsis + text.Substring(text.Length - (kept - head));
                if (Length(shorter, word.Style) <= most)
                {
                    return shorter;
                }
            }

            return text;
        }
    }
}
