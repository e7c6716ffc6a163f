using System;
using System.Collections.Generic;
using System.Globalization;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Saved
{
    /// <summary>
    /// What a client itself puts into a session's file, besides what the server answered: picture, settings and kept
    /// images.
    /// </summary>
    public sealed class SavedPage
    {
        /// <summary>What it says of itself.</summary>
        public const string Kind = "tetrascope-session";

        /// <summary>The version that is read and written.</summary>
        public const int Version = 1;

        /// <summary>What each text that a page keeps of a picture is named after.</summary>
        public const string KeptPrefix = "tetrascope.modified.";

        private static readonly MessageFields Fields = new MessageFields(
            "session", "kind", "version", "saved", "title", "addresses", "photo?", "kept");

        /// <summary>Makes one; see the properties.</summary>
        public SavedPage(
            string saved,
            string title,
            IReadOnlyList<ViewAddress> addresses,
            SavedPhoto? photo,
            IReadOnlyDictionary<string, string> kept)
        {
            Saved = saved;
            Title = title;
            Addresses = addresses;
            Photo = photo;
            Kept = kept;
        }

        /// <summary>When it was saved, as ISO 8601.</summary>
        public string Saved { get; }

        /// <summary>What the picture is called.</summary>
        public string Title { get; }

        /// <summary>What each view shows, that of the one that was shown last at the end.</summary>
        public IReadOnlyList<ViewAddress> Addresses { get; }

        /// <summary>The picture; null for a sample, which every server has.</summary>
        public SavedPhoto? Photo { get; }

        /// <summary>Modified images that were kept, as text, by a name that holds the picture's id.</summary>
        public IReadOnlyDictionary<string, string> Kept { get; }

        /// <summary>When it was saved, as a person reads it here.</summary>
        public string When =>
            DateTimeOffset.TryParse(
                Saved, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset when)
                ? when.ToLocalTime().ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)
                : "";

        /// <summary>The value of a setting of a view, or of all views; null where it is the usual one.</summary>
        public string? Setting(string view, string name)
        {
            foreach (ViewAddress address in Addresses)
            {
                if (address.View == view && address.Texts.TryGetValue(name, out string? text))
                {
                    return text;
                }
            }
            return null;
        }

        /// <summary>The value of a setting that all views share; null where it is the usual one.</summary>
        public string? Setting(string name)
        {
            return Addresses.Count == 0 ? null : Setting(Addresses[Addresses.Count - 1].View, name);
        }

        internal static SavedPage Read(ReadOnlyMemory<byte> body)
        {
            string kind = "", saved = "", title = "";
            int version = 0;
            SavedPhoto? photo = null;
            IReadOnlyList<ViewAddress> addresses = Array.Empty<ViewAddress>();
            var kept = new Dictionary<string, string>();
            var reader = new MessagePackReader(body);
            MessageFields.Entries entries = Fields.Begin(ref reader);
            while (entries.MoveNext(ref reader))
            {
                switch (entries.Field)
                {
                    case 0: kind = reader.ReadText(); break;
                    case 1: version = reader.ReadInt32(); break;
                    case 2: saved = reader.ReadText(); break;
                    case 3: title = reader.ReadText(); break;
                    case 4: addresses = ReadAddresses(ref reader); break;
                    case 5: photo = reader.TryReadNil() ? null : SavedPhoto.Read(ref reader); break;
                    default: ReadKept(ref reader, kept); break;
                }
            }
            if (kind != Kind)
            {
                throw SessionFile.None("Expected a saved session, got another file.");
            }
            if (version != Version)
            {
                throw SessionFile.None($"Expected a saved session of version {Version}, got version {version}.");
            }
            return new SavedPage(saved, title, addresses, photo, kept);
        }

        internal byte[] Encode()
        {
            var writer = new MessagePackWriter(1024 + (Photo?.File.Length ?? 0));
            writer.WriteMapHeader(7);
            writer.WriteText("kind");
            writer.WriteText(Kind);
            writer.WriteText("version");
            writer.WriteInteger(Version);
            writer.WriteText("saved");
            writer.WriteText(Saved);
            writer.WriteText("title");
            writer.WriteText(Title);
            writer.WriteText("addresses");
            writer.WriteArrayHeader(Addresses.Count);
            foreach (ViewAddress address in Addresses)
            {
                writer.WriteText(address.ToString());
            }
            writer.WriteText("photo");
            if (Photo == null)
            {
                writer.WriteNil();
            }
            else
            {
                Photo.Write(writer);
            }
            writer.WriteText("kept");
            writer.WriteMapHeader(Kept.Count);
            foreach (KeyValuePair<string, string> each in Kept)
            {
                writer.WriteText(each.Key);
                writer.WriteText(each.Value);
            }
            return writer.Written.ToArray();
        }

        private static IReadOnlyList<ViewAddress> ReadAddresses(ref MessagePackReader reader)
        {
            var addresses = new List<ViewAddress>();
            for (int left = reader.ReadArrayHeader(); left > 0; left--)
            {
                addresses.Add(ViewAddress.Parse(reader.ReadText()));
            }
            return addresses;
        }

        private static void ReadKept(ref MessagePackReader reader, Dictionary<string, string> kept)
        {
            for (int left = reader.ReadMapHeader(); left > 0; left--)
            {
                string name = reader.ReadText();
                string text = reader.ReadText();
                if (name.StartsWith(KeptPrefix, StringComparison.Ordinal))
                {
                    kept[name] = text;
                }
            }
        }
    }
}
