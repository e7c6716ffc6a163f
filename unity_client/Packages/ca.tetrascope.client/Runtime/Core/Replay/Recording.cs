using System;
using System.Collections.Generic;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Replay
{
    /// <summary>
    /// A recorded session of a client with a server, such as the protocol's own in <c>protocol/sessions</c>.
    /// </summary>
    public sealed class Recording
    {
        private Recording(IReadOnlyList<RecordedEvent> events)
        {
            Events = events;
        }

        /// <summary>What was said, in order.</summary>
        public IReadOnlyList<RecordedEvent> Events { get; }

        /// <summary>
        /// The session that a file <c>NAME.msgpack</c> holds: a sequence of MessagePack maps. Bytes are views on it.
        /// </summary>
        /// <param name="file">Its bytes.</param>
        /// <param name="maxEvents">The most that may have been said in it.</param>
        /// <exception cref="MessagePackException">It holds none, or a longer one.</exception>
        public static Recording Decode(ReadOnlyMemory<byte> file, int maxEvents = int.MaxValue)
        {
            var events = new List<RecordedEvent>();
            var reader = new MessagePackReader(file);
            while (!reader.IsAtEnd)
            {
                if (events.Count == maxEvents)
                {
                    throw MessagePackReader.Failure($"at most {maxEvents} events, got more", reader.Position);
                }
                events.Add(RecordedEvent.Read(ref reader));
            }
            return new Recording(events);
        }
    }
}
