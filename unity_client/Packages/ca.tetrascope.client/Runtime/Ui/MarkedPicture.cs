using System;
using Tetrascope.Geometry;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// A picture in a panel whose pixels can be pointed at, with a region of it outlined. A pixel that was pressed
    /// stays the one pointed at when the pointer is gone: a ray of a headset that presses reads it as a hovering mouse
    /// does.
    /// </summary>
    internal sealed class MarkedPicture : VisualElement
    {
        private readonly Image _image =
            new Image { scaleMode = ScaleMode.StretchToFill, pickingMode = PickingMode.Ignore };
        private readonly VisualElement _dark = new VisualElement { pickingMode = PickingMode.Ignore };
        private readonly VisualElement _mark = new VisualElement { pickingMode = PickingMode.Ignore };
        private readonly float _side;
        private Size _size = new Size(1, 1);
        private float _unit;
        private Pixel? _pressed;
        private Pixel? _pointed;

        /// <summary>A picture whose longer side has so many pixels of the panel.</summary>
        public MarkedPicture(float side)
        {
            _side = side;
            AddToClassList("marked");
            _image.AddToClassList("marked-image");
            _dark.AddToClassList("marked-dark");
            _mark.AddToClassList("marked-region");
            Add(_image);
            Add(_dark);
            Add(_mark);
            Mark(null, false);
            RegisterCallback<PointerMoveEvent>(moved => Point(PixelAt(moved.localPosition)));
            RegisterCallback<PointerDownEvent>(pressed => Press(PixelAt(pressed.localPosition)));
            RegisterCallback<PointerLeaveEvent>(_ => Point(_pressed));
        }

        /// <summary>Another pixel is pointed at; null for none.</summary>
        public event Action<Pixel?>? Pointed;

        /// <summary>The pixel pointed at; null for none.</summary>
        public Pixel? At => _pointed;

        /// <summary>Takes a name, and the picture itself one with <c>-image</c> after it.</summary>
        public MarkedPicture Named(string picture)
        {
            name = picture;
            _image.name = picture + "-image";
            return this;
        }

        /// <summary>Shows a part of a texture, which has so many rows and columns.</summary>
        public void Show(Texture texture, Rect part, Size size)
        {
            if (!size.Equals(_size))
            {
                _pressed = _pointed = null;
            }

            _size = size;
            _unit = _side / Math.Max(size.Height, size.Width);
            _image.image = texture;
            _image.uv = part;
            style.width = _unit * size.Width;
            style.height = _unit * size.Height;
        }

        /// <summary>Looks at a pixel, as if it had been pressed; null for none.</summary>
        public void Press(Pixel? pixel)
        {
            _pressed = pixel;
            Point(pixel);
        }

        /// <summary>Outlines a region, and darkens the rest where that is wanted; null for nothing.</summary>
        public void Mark(Region? region, bool darken)
        {
            _mark.EnableInClassList("hidden", region == null);
            _dark.EnableInClassList("hidden", region == null || !darken);
            if (!(region is Region known))
            {
                return;
            }

            _mark.style.left = _unit * known.Left;
            _mark.style.top = _unit * known.Top;
            _mark.style.width = _unit * known.Width;
            _mark.style.height = _unit * known.Height;
            _dark.style.borderLeftWidth = _unit * known.Left;
            _dark.style.borderTopWidth = _unit * known.Top;
            _dark.style.borderRightWidth = _unit * (_size.Width - 1 - known.Right);
            _dark.style.borderBottomWidth = _unit * (_size.Height - 1 - known.Bottom);
        }

        private void Point(Pixel? pixel)
        {
            if (pixel.HasValue == _pointed.HasValue && pixel.GetValueOrDefault().Equals(_pointed.GetValueOrDefault()))
            {
                return;
            }

            _pointed = pixel;
            Pointed?.Invoke(pixel);
        }

        private Pixel PixelAt(Vector3 place)
        {
            int row = Math.Clamp((int)(place.y / _unit), 0, _size.Height - 1);
            return new Pixel(row, Math.Clamp((int)(place.x / _unit), 0, _size.Width - 1));
        }
    }
}
