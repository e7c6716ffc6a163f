using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    /// Real conversations with a server, frame by frame in the order in which they were said.
    internal sealed class SessionsTests
    {
        private static readonly string[] Sessions =
            Directory.GetFiles(Path.Combine(SharedFiles.Protocol, "sessions"), "*.msgpack")
                .Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();

        [TestCaseSource(nameof(Sessions))]
        public void EveryFrameThatTheServerSentIsRead(string name)
        {
            var reader = new MessagePackReader(
                File.ReadAllBytes(Path.Combine(SharedFiles.Protocol, "sessions", name + ".msgpack")));
            int frames = 0;
            while (!reader.IsAtEnd)
            {
                bool fromServer = reader.PeekText("from") == "server";
                ReadOnlyMemory<byte> frame = FrameOf(ref reader);
                if (fromServer && frame.Length > 0)
                {
                    ServerFrame read = ServerFrame.Decode(frame);
                    Assert.That(read, Is.Not.InstanceOf<UnknownFrame>());
                    Assert.That(read.Encode(), Is.EqualTo(frame.ToArray()), $"{name} {frames}");
                    frames++;
                }
            }
            Assert.That(frames > 0 || name == "upload", Is.True);
        }

        /// The frame of an event; empty where it has none.
        private static ReadOnlyMemory<byte> FrameOf(ref MessagePackReader reader)
        {
            ReadOnlyMemory<byte> frame = default;
            for (int left = reader.ReadMapHeader(); left > 0; left--)
            {
                if (reader.ReadText() == "frame")
                {
                    frame = reader.ReadBytes();
                }
                else
                {
                    reader.Skip();
                }
            }
            return frame;
        }
    }
}
