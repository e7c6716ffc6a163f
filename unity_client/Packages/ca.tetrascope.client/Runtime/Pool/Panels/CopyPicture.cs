using System;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One masked copy in a panel, with the borders that it has in the scene: a cut corner if it changed the label, one
    /// more if it is a support vector. It is put together of the pool's two pictures, and writes no texture of its own.
    /// </summary>
    internal sealed class CopyPicture : VisualElement
    {
        private readonly float _side;
        private readonly Image _image = Picture("copy-image");
        private readonly Image _mask = Picture("copy-mask");

        /// <summary>A copy whose longer side has so many pixels of the panel.</summary>
        public CopyPicture(string name, float side)
        {
            this.name = name;
            _side = side;
            _image.name = name + "-image";
            _mask.name = name + "-mask";
            AddToClassList("copy");
            EnableInClassList("copy-large", side > 64f);
            _image.Add(_mask);
            Add(_image);
            var corner = new VisualElement { pickingMode = PickingMode.Ignore };
            corner.AddToClassList("copy-corner");
            Add(corner);
        }

        /// <summary>Shows a copy; nothing of it before the pictures are here.</summary>
        public void Show(PoolImage copy, PoolPhotos photos, bool supportVector)
        {
            Show(copy, photos.Textures, supportVector);
        }

        /// <summary>Shows a copy of a pool that has these pictures.</summary>
        public void Show(PoolImage copy, CopyTextures? textures, bool supportVector)
        {
            EnableInClassList("changed", !copy.Kept);
            EnableInClassList("support", supportVector);
            Size size = textures?.Size ?? new Size(1, 1);
            float unit = _side / Math.Max(size.Height, size.Width);
            _image.image = textures?.Image!;
            _image.style.width = unit * size.Width;
            _image.style.height = unit * size.Height;
            Rectangle mask = copy.Mask;
            _mask.image = textures?.Filling!;
            _mask.style.left = unit * mask.Left;
            _mask.style.top = unit * mask.Top;
            _mask.style.width = unit * mask.Width;
            _mask.style.height = unit * mask.Height;
            _mask.uv = new Rect(
                mask.Left / (float)size.Width, 1f - (mask.Top + mask.Height) / (float)size.Height,
                mask.Width / (float)size.Width, mask.Height / (float)size.Height);
        }

        private static Image Picture(string style)
        {
            var image = new Image { scaleMode = ScaleMode.StretchToFill, pickingMode = PickingMode.Ignore };
            image.AddToClassList(style);
            return image;
        }
    }
}
