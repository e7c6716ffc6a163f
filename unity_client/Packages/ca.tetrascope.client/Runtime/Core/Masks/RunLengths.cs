using System;
using System.Collections.Generic;

namespace Tetrascope.Masks
{
    /// <summary>
    /// Flags as the lengths of their runs: first a run of zeros (maybe of length 0), then ones, and so on; each length
    /// a varint of seven bits a byte, low bits first. Brush strokes and superpixels are a few runs a row, so that is
    /// short.
    /// </summary>
    public static class RunLengths
    {
        /// <summary>Flags (0 or 1) to run lengths.</summary>
        public static byte[] Encode(ReadOnlySpan<byte> flags)
        {
            List<byte> bytes = new List<byte>();
            byte value = 0;
            int length = 0;
            foreach (byte flag in flags)
            {
                if (flag != value)
                {
                    AddVarint(bytes, length);
                    value = flag;
                    length = 0;
                }
                length++;
            }
            AddVarint(bytes, length);
            return bytes.ToArray();
        }

        /// <summary>Run lengths to exactly so many flags; null where the runs do not add up to that.</summary>
        public static byte[]? Decode(ReadOnlySpan<byte> bytes, int count)
        {
            byte[] flags = new byte[count];
            (byte value, int filled, long length, int shift) = (0, 0, 0, 0);
            foreach (byte part in bytes)
            {
                length += (long)(part & 127) << shift;
                shift += 7;
                if ((part & 128) != 0)
                {
                    if (shift > 28)
                    {
                        return null;
                    }
                    continue;
                }
                if (filled + length > count)
                {
                    return null;
                }
                if (value != 0)
                {
                    flags.AsSpan(filled, (int)length).Fill(1);
                }
                filled += (int)length;
                value ^= 1;
                (length, shift) = (0, 0);
            }
            return shift == 0 && filled == count ? flags : null;
        }

        /// <summary>Bytes to base64 with - and _ and without padding.</summary>
        public static string ToBase64Url(byte[] bytes) =>
            Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');

        /// <summary>The reverse; null where the text is not base64.</summary>
        public static byte[]? FromBase64Url(string text)
        {
            if (text.Length % 4 == 1)
            {
                return null;
            }
            foreach (char letter in text)
            {
                bool known = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
                    (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
                if (!known)
                {
                    return null;
                }
            }
            string padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - text.Length % 4) % 4);
            return Convert.FromBase64String(padded);
        }

        private static void AddVarint(List<byte> bytes, int value)
        {
            uint rest = (uint)value;
            while (rest > 127)
            {
                bytes.Add((byte)((rest & 127) | 128));
                rest >>= 7;
            }
            bytes.Add((byte)rest);
        }
    }
}
