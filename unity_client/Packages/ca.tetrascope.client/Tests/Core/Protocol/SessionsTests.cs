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
            Directory.GetFiles(Path.Combine(SharedFiles.Protocol, "sessions"), "*.msgpack")
                .Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();

        [TestCaseSource(nameof(Sessions))]
        public void EveryFrameThatTheServerSentIsReadAndWrittenAsItWas(string name)
        {
            int frames = 0;
            foreach (RecordedEvent each in Recordings.Read(name).Events.Where(each => each.FromServer))
            {
                if (each.Frame != null)
                {
                    ServerFrame read = ServerFrame.Decode(each.Frame.Value);
                    Assert.That(read, Is.Not.InstanceOf<UnknownFrame>());
                    Assert.That(read.Encode(), Is.EqualTo(each.Frame.Value.ToArray()), $"{name} {frames}");
                    frames++;
                }
            }
            Assert.That(frames > 0 || name == "upload", Is.True);
        }
    }
}
