using System;
using System.IO;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Saved
{
    /// <summary>Writes the events of a recorded session, one after the other.</summary>
    internal sealed class EventWriter
    {
        private const string Client = "client";
        private const string Server = "server";

        private readonly Stream _into;
        private readonly MessagePackWriter _writer = new MessagePackWriter(1024);

        public EventWriter(Stream into)
        {
            _into = into;
        }

        /// <summary>What the client says of itself.</summary>
        public void OfPage(byte[] body)
        {
            Begin(3, Client, "page");
            _writer.WriteText("body");
            _writer.WriteBytes(body);
            End();
        }

        /// <summary>A question over HTTP, and its answer.</summary>
        public void OverHttp(string path, byte[] body)
        {
            Begin(5, Client, "http");
            _writer.WriteText("method");
            _writer.WriteText("GET");
            _writer.WriteText("path");
            _writer.WriteText(path);
            _writer.WriteText("headers");
            _writer.WriteMapHeader(0);
            End();
            Begin(5, Server, "http");
            _writer.WriteText("status");
            _writer.WriteInteger(200);
            _writer.WriteText("headers");
            _writer.WriteMapHeader(1);
            _writer.WriteText("Content-Type");
            _writer.WriteText(Limits.MessagePackType);
            _writer.WriteText("body");
            _writer.WriteBytes(body);
            End();
        }

        /// <summary>A question on the stream, and its whole answer.</summary>
        public void OnStream(string id, Exchange exchange)
        {
            Frame(Client, new RequestFrame(id, exchange.Body.Operation, exchange.Body));
            for (int sequence = 0; sequence < exchange.Parts.Count; sequence++)
            {
                Part part = exchange.Parts[sequence];
                Frame(Server, new PartFrame(id, sequence, part.Kind, part));
            }
            Frame(Server, new DoneFrame(id, 0));
        }

        private void Frame(string from, Message frame)
        {
            Begin(3, from, "stream");
            _writer.WriteText("frame");
            _writer.WriteBytes(frame.Encode());
            End();
        }

        private void Begin(int entries, string from, string over)
        {
            _writer.Clear();
            _writer.WriteMapHeader(entries);
            _writer.WriteText("from");
            _writer.WriteText(from);
            _writer.WriteText("over");
            _writer.WriteText(over);
        }

        private void End()
        {
            ReadOnlyMemory<byte> written = _writer.Written;
            _into.Write(written.Span);
        }
    }
}
