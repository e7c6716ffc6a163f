using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>
    /// Each copy at its mask's place on the photo, one photo for each window, those side by side. A tile stands around
    /// the middle of its mask and is as large as the window's steps leave room; it shows the photo below it, at the
    /// photo's scale. All of it lies in the plane z = 0.
    /// </summary>
    public sealed class OnPhoto
    {
        /// <summary>Width of all photos together, in metres.</summary>
        private const double Width = 2.4;

        /// <summary>Space between them, in metres.</summary>
        private const double Gap = 0.1;

        /// <summary>Space above each for its caption, in metres.</summary>
        private const double Head = 0.17;

        /// <summary>
        /// A tile's side by the distance to the next one: its frame and the border of a support vector have room beside
        /// it.
        /// </summary>
        private const double Share = 0.8;

        /// <summary>
        /// How far before the others the copy stands that changes the answer most, in metres: at the photo's edges some
        /// overlap.
        /// </summary>
        private const double Raise = 0.002;

        private readonly IReadOnlyList<Window> _windows;
        private readonly Size _size;
        private readonly double _scale;

        /// <summary>Photos of a size in pixels, one for each window.</summary>
        public OnPhoto(IReadOnlyList<Window> windows, Size size)
        {
            _windows = windows;
            _size = size;
            int columns = windows.Count <= 1 ? 1 : windows.Count <= 4 ? 2 : 3;
            int rows = (windows.Count + columns - 1) / columns;
            double wide = (Width - Gap * (columns - 1)) / columns;
            double high = wide * size.Height / size.Width;
            _scale = wide / size.Width;
            double left = -Width / 2, top = PoolNumbers.CentreHeight + rows * (high + Head) / 2;
            var photos = new PlaneRectangle[windows.Count];
            var captions = new PhotoCaption[windows.Count];
            for (int k = 0; k < photos.Length; k++)
            {
                double from = left + k % columns * (wide + Gap);
                double upper = top - k / columns * (high + Head) - Head;
                photos[k] = new PlaneRectangle(from, from + wide, upper - high, upper);
                captions[k] = new PhotoCaption(
                    At(from, upper, 0), $"{windows[k].Size} × {windows[k].Size}", $"stride {windows[k].Stride}");
            }
            Photos = photos;
            Captions = captions;
            Frame = new PlaneRectangle(left, left + Width, top - rows * (high + Head), top);
        }

        /// <summary>Where the photo lies under the copies, by window, in metres.</summary>
        public IReadOnlyList<PlaneRectangle> Photos { get; }

        /// <summary>What stands above each photo.</summary>
        public IReadOnlyList<PhotoCaption> Captions { get; }

        /// <summary>All that there is to see, in metres.</summary>
        public PlaneRectangle Frame { get; }

        /// <summary>Whether it is the one of these windows and of this size.</summary>
        public bool IsOf(IReadOnlyList<Window> windows, Size size) =>
            size.Equals(_size) && windows.Count == _windows.Count
            && windows.Zip(_windows, (one, other) => one.Size == other.Size && one.Stride == other.Stride)
                .All(same => same);

        /// <summary>Where a copy stands; null where its window is not known.</summary>
        /// <param name="image">The copy.</param>
        /// <param name="strength">How much it changes the answer, −1..1.</param>
        public Tile? TileOf(PoolImage image, double strength)
        {
            if (image.Window >= _windows.Count)
            {
                return null;
            }
            Window window = _windows[image.Window];
            PlaneRectangle photo = Photos[image.Window];
            Rectangle mask = image.Mask;
            double side = Share * Math.Min(window.Stride, window.Size) * _scale;
            Vector3 point = At(
                photo.Left + (mask.Left + mask.Width / 2.0) * _scale,
                photo.Top - (mask.Top + mask.Height / 2.0) * _scale,
                Raise * Math.Abs(strength));
            double longer = Math.Max(_size.Width, _size.Height) * _scale;
            return new Tile(point, (float)side, (float)(side / longer));
        }

        private static Vector3 At(double x, double y, double z) => new Vector3((float)x, (float)y, (float)z);
    }
}
