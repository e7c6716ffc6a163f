using Tetrascope.Geometry;
using Tetrascope.Protocol;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>The two pictures of which all masked copies of a pool consist, as panels show them.</summary>
    internal sealed class CopyTextures
    {
        /// <summary>Makes both of a pool's pictures.</summary>
        public CopyTextures(Tensor image, Tensor filling)
        {
            Size = TensorValues.SizeOf(image);
            Image = Made("Image in panels", image);
            Filling = Made("Fill in panels", filling);
        }

        /// <summary>The unmasked image as it enters the network.</summary>
        public Texture2D Image { get; }

        /// <summary>What shows through a mask.</summary>
        public Texture2D Filling { get; }

        /// <summary>Rows and columns of both.</summary>
        public Size Size { get; }

        public void Dispose()
        {
            Object.Destroy(Image);
            Object.Destroy(Filling);
        }

        private Texture2D Made(string name, Tensor rgb)
        {
            Texture2D texture = TextureBytes.Picture(name, Size, false);
            TextureBytes.WriteRgbForPanel(texture, rgb.Data.Span, Size);
            return texture;
        }
    }
}
