using System.Collections.Generic;
using System.IO;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope
{
    /// <summary>What a server sent in a recorded session of the protocol.</summary>
    internal sealed class RecordedParts
    {
        private readonly List<PartFrame> _parts = new List<PartFrame>();

        private RecordedParts(string name)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(SharedFiles.Protocol, "sessions", name + ".msgpack"));
            var reader = new MessagePackReader(bytes);
            while (!reader.IsAtEnd)
            {
                ReadEvent(ref reader);
            }
        }

        /// <summary>The network that is described in the session.</summary>
        internal NetworkDescription? Network { get; private set; }

        internal static RecordedParts Structure { get; } = new RecordedParts("structure");

        internal static RecordedParts Pool { get; } = new RecordedParts("pool");

        /// <summary>The parts of a type in the answer to a request.</summary>
        internal IReadOnlyList<T> Of<T>(string id)
            where T : Part
        {
            return _parts.Where(frame => frame.Id == id).Select(frame => frame.Content).OfType<T>().ToList();
        }

        /// <summary>The first part of a type.</summary>
        internal T First<T>()
            where T : Part
        {
            return _parts.Select(frame => frame.Content).OfType<T>().First();
        }

        private void ReadEvent(ref MessagePackReader reader)
        {
            bool fromServer = false;
            int entries = reader.ReadMapHeader();
            for (int entry = 0; entry < entries; entry++)
            {
                switch (reader.ReadText())
                {
                    case "from":
                        fromServer = reader.ReadText() == "server";
                        break;
                    case "frame" when fromServer:
                        if (ServerFrame.Decode(reader.ReadBytes()) is PartFrame part)
                        {
                            _parts.Add(part);
                        }
                        break;
                    case "body" when fromServer:
                        ReadBody(ref reader);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }
        }

        private void ReadBody(ref MessagePackReader reader)
        {
            System.ReadOnlyMemory<byte> body = reader.ReadBytes();
            if (System.Text.Encoding.UTF8.GetString(body.Span).Contains("stages"))
            {
                Network ??= NetworkDescription.Decode(body);
            }
        }
    }
}
