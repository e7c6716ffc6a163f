using System;
using Tetrascope.Geometry;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Maps of one size in one texture for panels, in colours; each is shown by its part of it.</summary>
    internal sealed class MapSheet
    {
        private readonly int _columns;
        private readonly int _rows;
        private readonly byte[] _rgba;

        /// <summary>Room for so many maps of this size.</summary>
        public MapSheet(string name, Size size, int maps)
        {
            Size = size;
            _columns = (int)Math.Ceiling(Math.Sqrt(maps));
            _rows = (maps + _columns - 1) / _columns;
            _rgba = new byte[4 * size.Area];
            Texture = TextureBytes.Picture(name, new Size(_rows * size.Height, _columns * size.Width), false);
            Texture.filterMode = FilterMode.Point;
        }

        /// <summary>Rows and columns of a map.</summary>
        public Size Size { get; }

        /// <summary>All of them.</summary>
        public Texture2D Texture { get; }

        /// <summary>Writes a map.</summary>
        /// <param name="place">Its place on the sheet, 0-based.</param>
        /// <param name="map">Bytes, the top row first.</param>
        /// <param name="table">Red, green, blue and alpha of the bytes 0 to 255.</param>
        public void Write(int place, ReadOnlySpan<byte> map, ReadOnlySpan<byte> table)
        {
            for (int pixel = 0; pixel < map.Length; pixel++)
            {
                table.Slice(4 * map[pixel], 4).CopyTo(_rgba.AsSpan(4 * pixel));
            }

            Write(place, _rgba);
        }

        /// <summary>Writes a picture of red, green, blue and alpha bytes, the top row first.</summary>
        public void Write(int place, ReadOnlySpan<byte> rgba)
        {
            TextureBytes.WriteForPanel(
                rgba, Size, Texture.GetPixelData<byte>(0).AsSpan(), place % _columns * Size.Width,
                place / _columns * Size.Height, _columns * Size.Width);
        }

        /// <summary>Shows what was written.</summary>
        public void Show()
        {
            Texture.Apply(false, false);
        }

        /// <summary>Part of the texture that a map takes, as shares of it.</summary>
        public Rect PartOf(int place)
        {
            return new Rect(
                (float)(place % _columns) / _columns, (float)(place / _columns) / _rows, 1f / _columns, 1f / _rows);
        }

        public void Dispose()
        {
            UnityEngine.Object.Destroy(Texture);
        }
    }
}
