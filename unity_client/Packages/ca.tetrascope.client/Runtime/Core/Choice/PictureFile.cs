using System;
using System.Globalization;
using System.Text;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>A file that is to be given to a server, looked at before it is sent.</summary>
    public static class PictureFile
    {
        /// <summary>The largest file that a server takes by default, in bytes (20 MiB).</summary>
        public const int MaxUploadBytes = 20 * 1024 * 1024;

        private const string Hint = "Open it in a picture program and save it as JPEG or PNG, then choose that.";

        /// <summary>
        /// The media type of a file that a server reads, by its first bytes; a name may lie.
        /// </summary>
        /// <exception cref="Complaint">
        /// <c>image_rejected</c>: the file is empty or of another format. <c>too_large</c>: more than
        /// <see cref="MaxUploadBytes"/>.
        /// </exception>
        public static string MediaTypeOf(ReadOnlySpan<byte> file)
        {
            if (file.Length == 0)
            {
                throw Refused("an empty file");
            }
            string? format = FormatOf(file);
            if (format == null)
            {
                throw Refused("a file of another kind");
            }
            if (file.Length > MaxUploadBytes)
            {
                string got = (file.Length / 1024.0 / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);
                throw new Complaint(
                    "too_large",
                    $"Expected a file of at most 20 MiB, got {got} MiB.",
                    "Save the picture smaller; the networks look at a few hundred pixels a side.");
            }
            return $"image/{format}";
        }

        private static string? FormatOf(ReadOnlySpan<byte> file)
        {
            string text = Encoding.GetEncoding("iso-8859-1").GetString(file.Slice(0, Math.Min(16, file.Length)));
            if (Begins(text, "\u00ff\u00d8\u00ff"))
            {
                return "jpeg";
            }
            if (Begins(text, "\u0089PNG\r\n\u001a\n"))
            {
                return "png";
            }
            if (Begins(text, "RIFF") && text.IndexOf("WEBP", StringComparison.Ordinal) == 8)
            {
                return "webp";
            }
            if (Begins(text, "GIF8"))
            {
                return "gif";
            }
            return Begins(text, "BM") ? "bmp" : null;
        }

        private static bool Begins(string text, string with)
        {
            return text.StartsWith(with, StringComparison.Ordinal);
        }

        private static Complaint Refused(string got)
        {
            return new Complaint(
                "image_rejected", $"Expected a photo as {Wire.PictureFormats}, got {got}.", Hint);
        }
    }
}
