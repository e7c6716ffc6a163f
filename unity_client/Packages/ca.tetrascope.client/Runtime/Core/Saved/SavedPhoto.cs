using System;
using Tetrascope.Choice;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Saved
{
    /// <summary>A picture of the person's own, as a saved session holds it.</summary>
    public sealed class SavedPhoto
    {
        private static readonly MessageFields Fields = new MessageFields(
            "photo", "image_id", "title", "type", "width", "height", "note?", "file", "thumbnail?");

        private SavedPhoto(ImageInfo info, string title, ReadOnlyMemory<byte> file)
        {
            Info = info;
            Title = title;
            File = file;
        }

        /// <summary>Its id, its sides in pixels, and what the server said of it.</summary>
        public ImageInfo Info { get; }

        /// <summary>What it is called.</summary>
        public string Title { get; }

        /// <summary>The file that was given to the server.</summary>
        public ReadOnlyMemory<byte> File { get; }

        /// <summary>A picture of the person's own; null for an image that is none.</summary>
        public static SavedPhoto? Of(ChosenImage image)
        {
            return image.Origin == ImageOrigin.Upload
                ? new SavedPhoto(
                    new ImageInfo(image.ImageId, image.Width, image.Height, image.Note), image.Title, image.Picture)
                : null;
        }

        internal static SavedPhoto Read(ref MessagePackReader reader)
        {
            string id = "", title = "";
            string? note = null;
            int width = 0, height = 0;
            ReadOnlyMemory<byte> file = default;
            MessageFields.Entries entries = Fields.Begin(ref reader);
            while (entries.MoveNext(ref reader))
            {
                switch (entries.Field)
                {
                    case 0: id = reader.ReadText(); break;
                    case 1: title = reader.ReadText(); break;
                    case 3: width = reader.ReadInt32(); break;
                    case 4: height = reader.ReadInt32(); break;
                    case 5: note = reader.TryReadNil() ? null : reader.ReadText(); break;
                    case 6: file = reader.ReadBytes(); break;
                    default: reader.Skip(); break;
                }
            }
            return new SavedPhoto(new ImageInfo(id, width, height, note), title, file);
        }

        internal void Write(MessagePackWriter writer)
        {
            writer.WriteMapHeader(8);
            writer.WriteText("image_id");
            writer.WriteText(Info.ImageId);
            writer.WriteText("title");
            writer.WriteText(Title);
            writer.WriteText("type");
            writer.WriteText(PictureFile.MediaTypeOf(File.Span));
            writer.WriteText("width");
            writer.WriteInteger(Info.Width);
            writer.WriteText("height");
            writer.WriteInteger(Info.Height);
            writer.WriteText("note");
            WriteOrNil(writer, Info.Note);
            writer.WriteText("file");
            writer.WriteBytes(File.Span);
            writer.WriteText("thumbnail"); // made by a browser, where it is missing
            writer.WriteNil();
        }

        private static void WriteOrNil(MessagePackWriter writer, string? text)
        {
            if (text == null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.WriteText(text);
            }
        }
    }
}
