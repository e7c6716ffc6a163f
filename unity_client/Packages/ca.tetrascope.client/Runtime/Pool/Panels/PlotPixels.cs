using System;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// Red, green, blue and alpha bytes to draw a plot in, the top row first; lengths are its pixels.
    /// </summary>
    internal sealed class PlotPixels
    {
        private readonly int _width;
        private readonly int _height;
        private readonly byte[] _rgba;

        public PlotPixels(int width, int height)
        {
            _width = width;
            _height = height;
            _rgba = new byte[4 * width * height];
        }

        /// <summary>All of them.</summary>
        public ReadOnlySpan<byte> Rgba => _rgba;

        /// <summary>Fills everything.</summary>
        public void Fill(Color colour)
        {
            Fill(colour, 1f, 0, 0, _width, _height);
        }

        /// <summary>Fills a rectangle; an opacity below 1 lets through what is there.</summary>
        public void Fill(Color colour, float opacity, double left, double top, double right, double bottom)
        {
            int last = Math.Min(_height, (int)Math.Round(bottom));
            for (int row = Math.Max(0, (int)Math.Round(top)); row < last; row++)
            {
                Line(colour, opacity, row, left, right);
            }
        }

        /// <summary>
        /// Draws the mark of a copy around a place: a triangle if it changed the label, else a square.
        /// </summary>
        public void Mark(Color colour, bool changed, double x, double y, double half)
        {
            int last = (int)Math.Round(y + half);
            for (int row = (int)Math.Round(y - half); row < last; row++)
            {
                double share = changed ? (row + 1 - (y - half)) / (2 * half) : 1;
                Line(colour, 1f, row, x - half * share, x + half * share);
            }
        }

        private void Line(Color colour, float opacity, int row, double left, double right)
        {
            if (row < 0 || row >= _height)
            {
                return;
            }

            int last = Math.Min(_width, (int)Math.Round(right));
            for (int column = Math.Max(0, (int)Math.Round(left)); column < last; column++)
            {
                int at = 4 * (row * _width + column);
                Mix(at, colour.r, opacity);
                Mix(at + 1, colour.g, opacity);
                Mix(at + 2, colour.b, opacity);
                _rgba[at + 3] = 255;
            }
        }

        private void Mix(int at, float part, float opacity)
        {
            _rgba[at] = (byte)(_rgba[at] * (1f - opacity) + 255f * part * opacity + 0.5f);
        }
    }
}
