using System;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>The picture under masks that a person still draws: exactly what will enter the network.</summary>
    public static class MaskedPreview
    {
        /// <summary>
        /// Writes an image (height, width, 3) with what shows through a mask where <paramref name="coverage"/> is set:
        /// red, green, blue and alpha (255) for each pixel, the top row first, into a buffer of that size.
        /// </summary>
        /// <param name="image">The network's input without masks.</param>
        /// <param name="fillImage">What shows through a mask, of the same size.</param>
        /// <param name="coverage">A byte for each pixel, row by row; empty for no mask.</param>
        /// <param name="rgba">Takes height · width · 4 bytes.</param>
        public static void Write(Tensor image, Tensor fillImage, ReadOnlySpan<byte> coverage, Span<byte> rgba)
        {
            ReadOnlySpan<byte> plain = image.Data.Span;
            ReadOnlySpan<byte> filling = fillImage.Data.Span;
            int pixels = image.Shape[0] * image.Shape[1];
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                bool hidden = pixel < coverage.Length && coverage[pixel] != 0;
                ReadOnlySpan<byte> colour = (hidden ? filling : plain).Slice(pixel * 3, 3);
                colour.CopyTo(rgba.Slice(pixel * 4, 3));
                rgba[pixel * 4 + 3] = 255;
            }
        }

        /// <summary>The same for one picture as it is.</summary>
        public static void Write(Tensor image, Span<byte> rgba) => Write(image, image, default, rgba);
    }
}
