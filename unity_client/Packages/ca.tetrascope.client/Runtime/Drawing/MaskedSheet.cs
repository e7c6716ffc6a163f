using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>A masked image as a texture for panels: exactly what enters the network.</summary>
    internal sealed class MaskedSheet
    {
        private byte[] _coverage = Array.Empty<byte>();
        private byte[] _rgba = Array.Empty<byte>();

        /// <summary>The picture; null before it is written.</summary>
        public Texture2D? Texture { get; private set; }

        /// <summary>Its rows and columns.</summary>
        public Size Size { get; private set; }

        /// <summary>Writes the network's input under masks.</summary>
        public void Write(Input input, IReadOnlyList<PlacedMask> masks)
        {
            Size size = TensorValues.SizeOf(input.Image);
            if (Texture == null || !Size.Equals(size))
            {
                Dispose();
                Size = size;
                Texture = TextureBytes.Picture("Masked image", size, false);
                _coverage = new byte[size.Area];
                _rgba = new byte[4 * size.Area];
            }

            MaskShape.Coverage(masks, size, _coverage);
            MaskedPreview.Write(input.Image, input.FillImage, _coverage, _rgba);
            TextureBytes.WriteForPanel(_rgba, size, Texture.GetPixelData<byte>(0).AsSpan(), 0, 0, size.Width);
            Texture.Apply(false, false);
        }

        public void Dispose()
        {
            if (Texture != null)
            {
                UnityEngine.Object.Destroy(Texture);
            }

            Texture = null;
        }
    }
}
