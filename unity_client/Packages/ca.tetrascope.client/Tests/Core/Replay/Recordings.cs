using System.IO;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Replay
{
    /// <summary>The protocol's recorded sessions.</summary>
    internal static class Recordings
    {
        public static Recording Read(string name)
        {
            string file = Path.Combine(SharedFiles.Protocol, "sessions", $"{name}.msgpack");
            return Recording.Decode(File.ReadAllBytes(file));
        }

        /// <summary>The parts with which a request of a session was answered.</summary>
        public static Part[] PartsOf(string name, string id)
        {
            return Read(name).Events
                .Where(each => each.FromServer && each.Frame != null)
                .Select(each => ServerFrame.Decode(each.Frame!.Value))
                .OfType<PartFrame>()
                .Where(frame => frame.Id == id)
                .Select(frame => frame.Content)
                .ToArray();
        }

        /// <summary>What a request of a session asked.</summary>
        public static TBody RequestOf<TBody>(string name, string id)
            where TBody : AnalysisRequest
        {
            return (TBody)Read(name).Events
                .Where(each => !each.FromServer && each.Frame != null)
                .Select(each => RequestFrame.Decode(each.Frame!.Value))
                .Single(frame => frame.Id == id).Body;
        }
    }
}
