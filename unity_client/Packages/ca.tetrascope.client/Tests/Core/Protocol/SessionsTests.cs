using System.IO;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Replay;

namespace Tetrascope.Protocol
{
    /// Real conversations with a server, frame by frame in the order in which they were said.
    internal sealed class SessionsTests
    {
        private static readonly string[] Sessions =
            Directory.GetFiles(Path.Combine(SharedFiles.Protocol, "sessions"), "*.msgpack");

        [TestCaseSource(nameof(Sessions))]
        public void EveryFrameThatTheServerSentIsReadAndWrittenAsItWas(string path)
        {
            int frames = 0;
            Recording recording = Recording.Decode(File.ReadAllBytes(path));
            foreach (RecordedEvent each in recording.Events.Where(each => each.FromServer))
            {
                if (each.Frame != null)
                {
                    ServerFrame read = ServerFrame.Decode(each.Frame.Value);
                    Assert.That(read, Is.Not.InstanceOf<UnknownFrame>());
                    Assert.That(read.Encode(), Is.EqualTo(each.Frame.Value.ToArray()), $"frame {frames}");
                    frames++;
                }
            }
            Assert.That(frames > 0 || path.EndsWith("upload.msgpack", System.StringComparison.Ordinal), Is.True);
        }
    }
}
