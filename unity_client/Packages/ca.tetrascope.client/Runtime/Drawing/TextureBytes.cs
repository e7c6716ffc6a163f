using System;
using Tetrascope.Geometry;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Textures of the bytes of messages, as they are: the top row first, which the shaders know.</summary>
    internal static class TextureBytes
    {
        /// <summary>A texture of red, green, blue and alpha bytes.</summary>
        public static Texture2D Picture(string name, Size size, bool mipmaps)
        {
            return new Texture2D(size.Width, size.Height, TextureFormat.RGBA32, mipmaps, false)
            {
                name = name,
                filterMode = mipmaps ? FilterMode.Trilinear : FilterMode.Bilinear,
                wrapMode = TextureWrapMode.Clamp,
            };
        }

        /// <summary>
        /// The 256 colours of a colour map; <paramref name="table"/> has red, green, blue and alpha each.
        /// </summary>
        public static Texture2D ColourMap(ReadOnlySpan<byte> table)
        {
            Texture2D texture = Picture("Colour map", new Size(1, 256), false);
            texture.filterMode = FilterMode.Point;
            Write(texture, table);
            return texture;
        }

        /// <summary>Writes red, green, blue and alpha bytes.</summary>
        public static void Write(Texture2D texture, ReadOnlySpan<byte> rgba)
        {
            rgba.CopyTo(texture.GetPixelData<byte>(0).AsSpan());
            texture.Apply(true, false);
        }

        /// <summary>Writes red, green and blue bytes.</summary>
        public static void WriteRgb(Texture2D texture, ReadOnlySpan<byte> rgb)
        {
            Span<byte> into = texture.GetPixelData<byte>(0).AsSpan();
            for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
            {
                into[to] = rgb[from];
                into[to + 1] = rgb[from + 1];
                into[to + 2] = rgb[from + 2];
                into[to + 3] = 255;
            }

            texture.Apply(true, false);
        }

        /// <summary>Writes red, green and blue bytes, the top row first, as a panel shows them.</summary>
        public static void WriteRgbForPanel(Texture2D texture, ReadOnlySpan<byte> rgb, Size size)
        {
            byte[] rgba = new byte[4 * size.Area];
            for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
            {
                rgb.Slice(from, 3).CopyTo(rgba.AsSpan(to));
                rgba[to + 3] = 255;
            }

            WriteForPanel(rgba, size, texture.GetPixelData<byte>(0).AsSpan(), 0, 0, size.Width);
            texture.Apply(false, false);
        }

        /// <summary>Writes a picture into a part of a panel's texture, whose rows run from the bottom.</summary>
        /// <param name="rgba">Red, green, blue and alpha bytes, the top row first.</param>
        /// <param name="size">Rows and columns of the picture.</param>
        /// <param name="into">All of the texture, four bytes for a pixel.</param>
        /// <param name="left">Where the picture begins.</param>
        /// <param name="bottom">Its lowest row.</param>
        /// <param name="stride">Columns of the texture.</param>
        public static void WriteForPanel(
            ReadOnlySpan<byte> rgba, Size size, Span<byte> into, int left, int bottom, int stride)
        {
            for (int row = 0; row < size.Height; row++)
            {
                int to = 4 * ((bottom + size.Height - 1 - row) * stride + left);
                rgba.Slice(4 * row * size.Width, 4 * size.Width).CopyTo(into.Slice(to));
            }
        }
    }
}
