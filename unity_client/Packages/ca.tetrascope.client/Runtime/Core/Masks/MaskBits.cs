using System;

namespace Tetrascope.Masks
{
    /// <summary>
    /// Bits in bytes as masks travel: row by row, most significant bit first, no padding but in the last byte.
    /// </summary>
    public static class MaskBits
    {
        /// <summary>One byte per pixel (0 or not) to one bit per pixel.</summary>
        public static byte[] Pack(ReadOnlySpan<byte> flags)
        {
            byte[] packed = new byte[(flags.Length + 7) / 8];
            for (int pixel = 0; pixel < flags.Length; pixel++)
            {
                if (flags[pixel] != 0)
                {
                    packed[pixel >> 3] |= (byte)(128 >> (pixel & 7));
                }
            }
            return packed;
        }

        /// <summary>One bit per pixel to one byte per pixel (0 or 1), for so many pixels.</summary>
        public static byte[] Unpack(ReadOnlySpan<byte> packed, int count)
        {
            byte[] flags = new byte[count];
            for (int pixel = 0; pixel < count; pixel++)
            {
                flags[pixel] = (byte)(IsSet(packed, pixel) ? 1 : 0);
            }
            return flags;
        }

        /// <summary>Whether the bit of a pixel is set.</summary>
        public static bool IsSet(ReadOnlySpan<byte> packed, int pixel) =>
            pixel >> 3 < packed.Length && (packed[pixel >> 3] & (128 >> (pixel & 7))) != 0;
    }
}
