using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Replay;

namespace Tetrascope
{
    /// <summary>What was asked and answered in a recorded session of the protocol.</summary>
    internal sealed class RecordedParts
    {
        private readonly List<RequestFrame> _requests = new List<RequestFrame>();
        private readonly List<PartFrame> _parts = new List<PartFrame>();

        private RecordedParts(string name)
        {
            string file = Path.Combine(SharedFiles.Protocol, "sessions", name + ".msgpack");
            Recording = Recording.Decode(File.ReadAllBytes(file));
            string path = "";
            foreach (RecordedEvent each in Recording.Events)
            {
                path = each.Path ?? path;
                if (each.Frame is ReadOnlyMemory<byte> frame)
                {
                    Read(frame, each.FromServer);
                }
                else if (each.FromServer && path.StartsWith(Routes.Networks + "/"))
                {
                    Network = NetworkDescription.Decode(each.Body);
                }
            }
        }

        /// <summary>The session as it was recorded.</summary>
        internal Recording Recording { get; }

        /// <summary>The network that is described in the session.</summary>
        internal NetworkDescription? Network { get; }

        internal static RecordedParts Structure { get; } = new RecordedParts("structure");

        internal static RecordedParts Pool { get; } = new RecordedParts("pool");

        internal static RecordedParts Demo { get; } = new RecordedParts("demo");

        /// <summary>What a request asked.</summary>
        internal T RequestOf<T>(string id)
            where T : AnalysisRequest
        {
            return (T)_requests.Single(frame => frame.Id == id).Body;
        }

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

        private void Read(ReadOnlyMemory<byte> frame, bool fromServer)
        {
            if (!fromServer)
            {
                _requests.Add(RequestFrame.Decode(frame));
            }
            else if (ServerFrame.Decode(frame) is PartFrame part)
            {
                _parts.Add(part);
            }
        }
    }
}
