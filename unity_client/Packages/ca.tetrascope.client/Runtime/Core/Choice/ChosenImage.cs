using System;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>An image that can be asked about.</summary>
    public sealed class ChosenImage
    {
        /// <summary>An image of which nothing is known but its id.</summary>
        public ChosenImage(string imageId)
            : this(new ImageInfo(imageId, 0, 0, null), "Picture", ImageOrigin.Known, ReadOnlyMemory<byte>.Empty, null)
        {
        }

        internal ChosenImage(
            ImageInfo info, string title, ImageOrigin origin, ReadOnlyMemory<byte> picture, string? credit)
        {
            ImageId = info.ImageId;
            Title = title;
            Origin = origin;
            Width = info.Width;
            Height = info.Height;
            Note = info.Note;
            Picture = picture;
            Credit = credit;
        }

        /// <summary>Its id at the server: a hash of its content.</summary>
        public string ImageId { get; }

        /// <summary>What it shows, or its file's name.</summary>
        public string Title { get; }

        /// <summary>Where it comes from.</summary>
        public ImageOrigin Origin { get; }

        /// <summary>Columns in pixels; 0 where not known.</summary>
        public int Width { get; }

        /// <summary>Rows in pixels; 0 where not known.</summary>
        public int Height { get; }

        /// <summary>What the server did to its values, such as which of 16 bits it shows; null for nothing.</summary>
        public string? Note { get; }

        /// <summary>
        /// A picture file of it to show, of a sample a small JPEG, of an upload the file itself; may be empty.
        /// </summary>
        public ReadOnlyMemory<byte> Picture { get; }

        /// <summary>Who made it, to be shown with it; null where not known.</summary>
        public string? Credit { get; }

        /// <summary>An image of a user study, which its server has.</summary>
        public static ChosenImage Of(SessionImage image)
        {
            var info = new ImageInfo(image.ImageId, 0, 0, null);
            return new ChosenImage(info, image.Title, ImageOrigin.Known, ReadOnlyMemory<byte>.Empty, null);
        }

        /// <summary>A sample as an image.</summary>
        public static ChosenImage Of(Sample sample)
        {
            return new ChosenImage(sample.Image, sample.Title, ImageOrigin.Sample, sample.Thumbnail, sample.Credit);
        }
    }
}
