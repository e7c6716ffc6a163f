using System;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Replay
{
    /// <summary>One thing that was said in a recorded session, by the client or by the server.</summary>
    public sealed class RecordedEvent
    {
        private RecordedEvent()
        {
        }

        /// <summary>Whether the server said it.</summary>
        public bool FromServer { get; private set; }

        /// <summary>Whether it was said over HTTP, and not on the stream.</summary>
        public bool OverHttp { get; private set; }

        /// <summary>
        /// Whether a client says it of itself, as at the beginning of a saved session: nobody else heard it.
        /// </summary>
        public bool OverPage { get; private set; }

        /// <summary>The method of an HTTP request; null elsewhere.</summary>
        public string? Method { get; private set; }

        /// <summary>The path of an HTTP request, or with which the stream was opened; null elsewhere.</summary>
        public string? Path { get; private set; }

        /// <summary>The status of an HTTP answer; null elsewhere.</summary>
        public int? Status { get; private set; }

        /// <summary>The media type of an HTTP body; null where none is said.</summary>
        public string? ContentType { get; private set; }

        /// <summary>The bytes of an HTTP body, or of what a client says of itself; empty elsewhere.</summary>
        public ReadOnlyMemory<byte> Body { get; private set; }

        /// <summary>The bytes of a frame of the stream; null elsewhere.</summary>
        public ReadOnlyMemory<byte>? Frame { get; private set; }

        /// <summary>The code with which the server ended the stream; null elsewhere.</summary>
        public int? CloseCode { get; private set; }

        internal static RecordedEvent Read(ref MessagePackReader reader)
        {
            var read = new RecordedEvent();
            int entries = reader.ReadMapHeader();
            for (int entry = 0; entry < entries; entry++)
            {
                read.ReadEntry(reader.ReadText(), ref reader);
            }
            return read;
        }

        private void ReadEntry(string key, ref MessagePackReader reader)
        {
            switch (key)
            {
                case "from":
                    FromServer = reader.ReadText() == "server";
                    break;
                case "over":
                    string over = reader.ReadText();
                    OverHttp = over == "http";
                    OverPage = over == "page";
                    break;
                case "method":
                    Method = reader.ReadText();
                    break;
                case "path":
                    Path = reader.ReadText();
                    break;
                case "status":
                    Status = reader.ReadInt32();
                    break;
                case "headers":
                    ReadHeaders(ref reader);
                    break;
                case "body":
                    Body = reader.ReadBytes();
                    break;
                case "frame":
                    Frame = reader.ReadBytes();
                    break;
                case "close":
                    CloseCode = reader.ReadInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        private void ReadHeaders(ref MessagePackReader reader)
        {
            int headers = reader.ReadMapHeader();
            for (int header = 0; header < headers; header++)
            {
                bool isType = reader.ReadText() == "Content-Type";
                string? value = reader.TryReadNil() ? null : reader.ReadText();
                ContentType = isType ? value : ContentType;
            }
        }
    }
}
