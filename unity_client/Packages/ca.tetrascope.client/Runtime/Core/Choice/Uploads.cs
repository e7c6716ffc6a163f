using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;
using Tetrascope.Saved;
using Tetrascope.Settings;

namespace Tetrascope.Choice
{
    /// <summary>
    /// The person's own images, which outlive the program where its store does. Their files are kept here too: a server
    /// keeps uploads only while it has room, and one that was started again has none, so they are given to it anew when
    /// it asks.
    /// </summary>
    public sealed class Uploads : IImageSource
    {
        /// <summary>How many are kept; one more takes the place of the oldest.</summary>
        public const int MaxKept = 12;

        private readonly HttpRoutes _http;
        private readonly IFileStore _store;
        private readonly List<ChosenImage> _images = new List<ChosenImage>();
        private readonly Dictionary<string, byte[]> _files = new Dictionary<string, byte[]>();
        private readonly HashSet<string> _underWay = new HashSet<string>();

        /// <summary>The images given to one server, and those that were kept before.</summary>
        public Uploads(ServerConnection server, IFileStore store)
        {
            _http = server.Http;
            _store = store;
            server.ImageSource = this;
            foreach (string name in store.Names)
            {
                Restore(store.Read(name));
            }
        }

        /// <summary>Another image is kept, or one is no more.</summary>
        public event Action? Changed;

        /// <summary>The images, newest first.</summary>
        public IReadOnlyList<ChosenImage> Images => _images;

        /// <summary>
        /// Gives the server a file and keeps it. What the server, or a look at the file, has against it comes to
        /// <paramref name="failed"/>; nothing is kept then.
        /// </summary>
        public void Add(byte[] file, string title, Action<ChosenImage> added, Action<Complaint> failed)
        {
            string mediaType;
            try
            {
                mediaType = PictureFile.MediaTypeOf(file);
            }
            catch (Complaint complaint)
            {
                failed(complaint);
                return;
            }
            _http.Upload(
                file,
                mediaType,
                info =>
                {
                    ChosenImage image = Keep(info, title, file);
                    Store(info, title, file);
                    Changed?.Invoke();
                    added(image);
                },
                failed);
        }

        /// <summary>Keeps a picture of a saved session, which a server is given when it asks for it.</summary>
        /// <exception cref="Complaint">Its file is none that a server reads.</exception>
        public ChosenImage Keep(SavedPhoto photo)
        {
            byte[] file = photo.File.ToArray();
            PictureFile.MediaTypeOf(file);
            ChosenImage image = Keep(photo.Info, photo.Title, file);
            Store(photo.Info, photo.Title, file);
            Changed?.Invoke();
            return image;
        }

        /// <summary>Keeps an image no longer.</summary>
        public void Forget(string imageId)
        {
            Drop(imageId);
            Changed?.Invoke();
        }

        void IImageSource.GiveAgain(string imageId, Complaint unknown, Action<Complaint?> given)
        {
            if (!_files.TryGetValue(imageId, out byte[]? file))
            {
                given(unknown);
                return;
            }
            // All who wait for the image are told together.
            if (!_underWay.Add(imageId))
            {
                return;
            }
            _http.Upload(
                file,
                PictureFile.MediaTypeOf(file),
                info =>
                {
                    _underWay.Remove(imageId);
                    given(info.ImageId == imageId ? null : unknown);
                },
                complaint =>
                {
                    _underWay.Remove(imageId);
                    given(complaint);
                });
        }

        private ChosenImage Keep(ImageInfo info, string title, byte[] file)
        {
            var image = new ChosenImage(info, title, ImageOrigin.Upload, file, null);
            _images.RemoveAll(other => other.ImageId == image.ImageId);
            _images.Insert(0, image);
            _files[image.ImageId] = file;
            while (_images.Count > MaxKept)
            {
                Drop(_images[_images.Count - 1].ImageId);
            }
            return image;
        }

        private void Store(ImageInfo info, string title, byte[] file)
        {
            var writer = new MessagePackWriter(file.Length + 1024);
            writer.WriteText(title);
            info.Write(writer);
            writer.WriteBytes(file);
            _store.Write(info.ImageId, writer.Written.Span);
        }

        /// <summary>Takes an image that was kept before; one whose file is damaged is left out.</summary>
        private void Restore(byte[]? stored)
        {
            try
            {
                var reader = new MessagePackReader(stored ?? Array.Empty<byte>());
                string title = reader.ReadText();
                ImageInfo info = ImageInfo.Read(ref reader);
                byte[] file = reader.ReadBytes().ToArray();
                reader.End();
                PictureFile.MediaTypeOf(file);
                Keep(info, title, file);
            }
            catch (Exception error) when (error is MessagePackException || error is Complaint)
            {
                // It costs only itself: the others are there.
            }
        }

        private void Drop(string imageId)
        {
            _images.RemoveAll(image => image.ImageId == imageId);
            _files.Remove(imageId);
            _store.Delete(imageId);
        }
    }
}
