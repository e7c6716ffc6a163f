using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace UnityEngine
{
    public sealed class Font : Object
    {
        /// <summary>What a font's texture is made of; the client makes none such.</summary>
        internal const TextureFormat Alpha8 = (TextureFormat)1;

        private readonly Dictionary<(char Letter, FontStyle Style), CharacterInfo> _glyphs =
            new Dictionary<(char, FontStyle), CharacterInfo>();

        private readonly HashSet<(char Letter, FontStyle Style)> _requested = new HashSet<(char, FontStyle)>();

        private Font()
        {
        }

        public static event Action<Font> textureRebuilt;

        public Material material { get; private set; }

        /// <summary>
        /// A font whose glyphs were drawn before: lines of letter, style, advance, minX, maxX, minY, maxY, and the
        /// place left, top, right, bottom in the texture, all in pixels; and the texture's bytes, its top row first.
        /// </summary>
        internal static Font Read(string metrics, byte[] texture, int side, Shader shader)
        {
            var font = new Font { name = "font" };
            foreach (string line in metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                int[] numbers = Array.ConvertAll(
                    line.Split(' '), number => int.Parse(number, CultureInfo.InvariantCulture));
                font._glyphs[((char)numbers[0], (FontStyle)numbers[1])] = Glyph(numbers, side);
            }

            var atlas = new Texture2D(side, side, Alpha8, false, true);
            texture.CopyTo(atlas.GetPixelData<byte>(0).AsSpan());
            atlas.Apply(false, false);
            font.material = new Material(shader);
            font.material.SetTexture(Shader.PropertyToID("_MainTex"), atlas);
            return font;
        }

        public void RequestCharactersInTexture(string characters, int size, FontStyle style)
        {
            bool more = false;
            foreach (char letter in characters)
            {
                more |= _requested.Add((letter, style));
            }

            // A real font's texture is made anew when it gets too small; here whenever it is first used.
            if (more && _requested.Count == characters.Length)
            {
                textureRebuilt?.Invoke(this);
            }
        }

        public bool GetCharacterInfo(char ch, out CharacterInfo info, int size, FontStyle style)
        {
            return _glyphs.TryGetValue((ch, style), out info) && _requested.Contains((ch, style));
        }

        private static CharacterInfo Glyph(int[] numbers, int side)
        {
            float Share(int i) => (float)numbers[i] / side;
            return new CharacterInfo
            {
                advance = numbers[2],
                minX = numbers[3],
                maxX = numbers[4],
                minY = numbers[5],
                maxY = numbers[6],
                uvBottomLeft = new Vector2(Share(7), Share(10)),
                uvBottomRight = new Vector2(Share(9), Share(10)),
                uvTopRight = new Vector2(Share(9), Share(8)),
                uvTopLeft = new Vector2(Share(7), Share(8)),
            };
        }
    }

    public struct CharacterInfo
    {
        public int advance { get; internal set; }

        public int glyphWidth => maxX - minX;

        public int minX { get; internal set; }

        public int maxX { get; internal set; }

        public int minY { get; internal set; }

        public int maxY { get; internal set; }

        public Vector2 uvBottomLeft { get; internal set; }

        public Vector2 uvBottomRight { get; internal set; }

        public Vector2 uvTopRight { get; internal set; }

        public Vector2 uvTopLeft { get; internal set; }
    }

    public enum FontStyle
    {
        Normal = 0,
        Bold = 1,
    }
}
