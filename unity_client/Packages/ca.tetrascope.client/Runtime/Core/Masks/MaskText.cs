using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>
    /// Masks as text, as links and stored images have them: r40,60,80,80 is a rectangle (top, left, height, width),
    /// b40,60,80,80,… a bitmap's box with its run lengths in base64; ~ stands between two.
    /// </summary>
    public static class MaskText
    {
        /// <summary>A character that neither numbers nor base64url hold.</summary>
        private const char Separator = '~';

        /// <summary>All masks as one text.</summary>
        public static string Of(IReadOnlyList<PlacedMask> masks)
        {
            StringBuilder text = new StringBuilder();
            for (int place = 0; place < masks.Count; place++)
            {
                if (place > 0)
                {
                    text.Append(Separator);
                }
                Append(masks[place].Mask, text);
            }
            return text.ToString();
        }

        /// <summary>
        /// The masks of a text, as many as a request may hold; null where it cannot be read.
        /// </summary>
        public static IReadOnlyList<Mask>? Read(string text)
        {
            List<Mask> masks = new List<Mask>();
            if (text.Length == 0)
            {
                return masks;
            }
            foreach (string part in text.Split(Separator))
            {
                if (masks.Count == LayersRequest.MaxMasks)
                {
                    break;
                }
                if (!(ReadOne(part) is Mask mask))
                {
                    return null;
                }
                masks.Add(mask);
            }
            return masks;
        }

        private static void Append(Mask mask, StringBuilder text)
        {
            text.Append(mask is Bitmap ? 'b' : 'r');
            text.AppendFormat(
                CultureInfo.InvariantCulture, "{0},{1},{2},{3}", mask.Top, mask.Left, mask.Height, mask.Width);
            if (mask is Bitmap bitmap)
            {
                byte[] flags = MaskBits.Unpack(bitmap.Data.Span, mask.Height * mask.Width);
                text.Append(',').Append(RunLengths.ToBase64Url(RunLengths.Encode(flags)));
            }
        }

        private static Mask? ReadOne(string text)
        {
            string[] fields = text.Length > 1 ? text.Substring(1).Split(',') : Array.Empty<string>();
            bool known = (text.Length > 0 && text[0] == 'r' && fields.Length == 4) ||
                (text.Length > 0 && text[0] == 'b' && fields.Length == 5);
            if (!known || !Number(fields[0], true, out int top) || !Number(fields[1], true, out int left) ||
                !Number(fields[2], false, out int height) || !Number(fields[3], false, out int width))
            {
                return null;
            }
            if (height < 1 || width < 1 || height > Bitmap.MaxHeight || width > Bitmap.MaxWidth)
            {
                return null;
            }
            if (text[0] == 'r')
            {
                return new Rectangle(top, left, height, width);
            }
            byte[]? runs = fields[4].Length > 0 ? RunLengths.FromBase64Url(fields[4]) : null;
            byte[]? flags = runs == null ? null : RunLengths.Decode(runs, height * width);
            return flags == null ? null : new Bitmap(top, left, height, width, MaskBits.Pack(flags));
        }

        /// <summary>A whole number of at most six digits.</summary>
        private static bool Number(string text, bool signed, out int number)
        {
            NumberStyles style = signed ? NumberStyles.AllowLeadingSign : NumberStyles.None;
            number = 0;
            return text.Length <= 7 && !text.StartsWith("+", StringComparison.Ordinal) &&
                int.TryParse(text, style, CultureInfo.InvariantCulture, out number) && Math.Abs(number) < 1000000;
        }
    }
}
