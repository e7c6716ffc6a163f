using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;
using Tetrascope.Replay;
using Tetrascope.Settings;

namespace Tetrascope.Saved
{
    /// <summary>
    /// A session as a file, the same for every client: a recorded session of the protocol, with what the client itself
    /// has to say in front.
    /// </summary>
    public static class SessionFile
    {
        /// <summary>How its name ends.</summary>
        public const string Ending = ".tetrascope";

        /// <summary>Bytes of the largest file that is opened (256 MiB).</summary>
        public const int MaxBytes = 256 * 1024 * 1024;

        /// <summary>The most that may have been said in it; a page says some thousand things in an hour.</summary>
        public const int MaxEvents = 200_000;

        /// <summary>Letters of a file's name before its ending, at most.</summary>
        private const int MaxNameLength = 60;

        /// <summary>The code of a file that holds no session.</summary>
        public const string NoSessionCode = "no_session";

        /// <summary>The session that a file holds. Bytes of it are views on the file.</summary>
        /// <exception cref="Complaint">
        /// <c>no_session</c>: it holds none that can be read. <c>too_large</c>: more than <see cref="MaxBytes"/>.
        /// </exception>
        public static SavedSession Decode(ReadOnlyMemory<byte> file)
        {
            Admit(file.Length);
            try
            {
                Recording recording = Recording.Decode(file, MaxEvents);
                RecordedEvent? first = recording.Events.Count > 0 ? recording.Events[0] : null;
                if (first == null || !first.OverPage)
                {
                    throw None("Expected a saved session, got another file.");
                }
                SavedPage page = SavedPage.Read(first.Body);
                if (page.Photo != null)
                {
                    PictureFile.MediaTypeOf(page.Photo.File.Span);
                }
                return new SavedSession(page, recording);
            }
            catch (MessagePackException error)
            {
                throw None("Expected a saved session, got a file that cannot be read as one.", error);
            }
        }

        /// <summary>What a client says in front of what was answered.</summary>
        /// <param name="image">What the session is about; null for nothing.</param>
        /// <param name="addresses">What each view shows, that of the one that is shown at the end.</param>
        /// <param name="kept">Where modified images are kept.</param>
        /// <param name="now">When it is saved.</param>
        public static SavedPage PageOf(
            ChosenImage? image, IReadOnlyList<ViewAddress> addresses, IFileStore kept, DateTimeOffset now)
        {
            return new SavedPage(
                now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                image?.Title ?? "",
                addresses,
                image == null ? null : SavedPhoto.Of(image),
                image == null ? new Dictionary<string, string>() : KeptImages.Of(kept, image.ImageId));
        }

        /// <summary>Writes a session as a file.</summary>
        /// <param name="page">What was made; see <see cref="PageOf"/>.</param>
        /// <param name="server">What has answered it.</param>
        /// <param name="subject">What it is about.</param>
        /// <param name="into">Takes its bytes.</param>
        public static void Write(SavedPage page, ServerConnection server, Subject subject, Stream into)
        {
            var events = new EventWriter(into);
            events.OfPage(page.Encode());
            foreach (KeyValuePair<string, Message> each in CatalogOf(server.Catalog, subject))
            {
                events.OverHttp(each.Key, each.Value.Encode());
            }
            string? imageId = subject.Image?.ImageId;
            IReadOnlyList<Exchange> exchanges =
                imageId == null ? Array.Empty<Exchange>() : server.Answered.About(imageId);
            for (int number = 0; number < exchanges.Count; number++)
            {
                events.OnStream((number + 1).ToString(CultureInfo.InvariantCulture), exchanges[number]);
            }
        }

        /// <summary>A name for the file of a session about a picture of some title.</summary>
        public static string NameFor(string title)
        {
            var name = new StringBuilder();
            foreach (char letter in title)
            {
                bool fits = char.IsLetterOrDigit(letter) || letter == ' ' || letter == '_' || letter == '-';
                if (fits && name.Length < MaxNameLength)
                {
                    name.Append(letter);
                }
            }
            string tidy = name.ToString().Trim();
            return tidy.Length > 0 ? tidy : "Session";
        }

        /// <summary>Raises an error where a file of so many bytes is too large, before it is read.</summary>
        /// <exception cref="Complaint"><c>too_large</c>.</exception>
        public static void Admit(long bytes)
        {
            if (bytes > MaxBytes)
            {
                string got = (bytes / 1024.0 / 1024.0).ToString("0", CultureInfo.InvariantCulture);
                throw new Complaint(
                    "too_large",
                    $"Expected a saved session of at most {MaxBytes / 1024 / 1024} MiB, got {got} MiB.",
                    "Save the session anew after you have looked at less of it.");
            }
        }

        /// <summary>What of a server's catalog the session needs, by path.</summary>
        private static Dictionary<string, Message> CatalogOf(Catalog catalog, Subject subject)
        {
            var networks = new List<NetworkSummary>();
            foreach (NetworkSummary network in catalog.Networks.Value ?? Array.Empty<NetworkSummary>())
            {
                if (network.NetworkId == subject.NetworkId)
                {
                    networks.Add(network);
                }
            }
            var samples = new List<Sample>();
            foreach (Sample sample in catalog.Samples.Value ?? Array.Empty<Sample>())
            {
                if (sample.Image.ImageId == subject.Image?.ImageId)
                {
                    samples.Add(sample);
                }
            }
            var bodies = new Dictionary<string, Message>
            {
                [Routes.Networks] = new NetworkList(networks), [Routes.Samples] = new SampleList(samples),
            };
            if (subject.Network != null)
            {
                bodies[Routes.Network(subject.NetworkId!)] = subject.Network;
            }
            return bodies;
        }

        internal static Complaint None(string message, Exception? cause = null)
        {
            return new Complaint(
                NoSessionCode,
                message,
                $"“Save this session” makes such files, in a browser and here; their names end with {Ending}.",
                cause: cause);
        }
    }
}
