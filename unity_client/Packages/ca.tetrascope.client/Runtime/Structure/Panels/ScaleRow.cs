using System;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A colour map between what its ends mean.</summary>
    internal sealed class ScaleRow
    {
        private readonly Label _low;
        private readonly Label _high;
        private readonly Image _bar = new Image { scaleMode = ScaleMode.StretchToFill };
        private readonly Texture2D _texture = TextureBytes.Picture("Scale", new Size(1, ColourMap.Colours), false);
        private object? _shown;

        /// <summary>Puts it into an element; its labels are named after <paramref name="name"/>.</summary>
        public ScaleRow(VisualElement place, string name)
        {
            _low = new Label("") { name = name + "-low" };
            _high = new Label("") { name = name + "-high" };
            _bar.name = name + "-bar";
            _bar.image = _texture;
            _bar.AddToClassList("scale-bar");
            place.Add(_low);
            place.Add(_bar);
            place.Add(_high);
        }

        /// <summary>Shows a colour map.</summary>
        public void Show(ColourMap colours, string low, string high)
        {
            if (!ReferenceEquals(colours, _shown))
            {
                _shown = colours;
                TextureBytes.Write(_texture, colours.LookupTable());
            }

            Show(low, high);
        }

        /// <summary>Says what the ends mean.</summary>
        public void Show(string low, string high)
        {
            _low.text = low;
            _high.text = high;
        }

        /// <summary>Shows 256 colours of its own: red, green, blue and alpha each.</summary>
        public void Show(ReadOnlySpan<byte> table)
        {
            _shown = null;
            TextureBytes.Write(_texture, table);
        }

        public void Dispose()
        {
            UnityEngine.Object.Destroy(_texture);
        }
    }
}
