using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Study.Log
{
    /// <summary>Stands in for the server's records: takes each event once, and may be away.</summary>
    internal sealed class RecordingServer
    {
        private readonly Dictionary<string, SessionEvent> _known = new Dictionary<string, SessionEvent>();

        public RecordingServer(FakeTransport transport)
        {
            transport.Route(Routes.RecordEvents, Answer);
        }

        /// <summary>What was recorded, in the order of its arrival: key, client, and event.</summary>
        public List<(string Key, string Client, SessionEvent Told)> Records { get; } =
            new List<(string, string, SessionEvent)>();

        /// <summary>How many events each batch had.</summary>
        public List<int> Batches { get; } = new List<int>();

        /// <summary>What is answered in place of a receipt; null for the receipt.</summary>
        public HttpAnswer? Instead { get; set; }

        /// <summary>Whether what is answered <see cref="Instead"/> was recorded nevertheless.</summary>
        public bool RecordsFirst { get; set; }

        /// <summary>Sequences that are refused.</summary>
        public HashSet<long> Refuses { get; } = new HashSet<long>();

        /// <summary>A sequence on which the whole batch is refused.</summary>
        public long? Chokes { get; set; }

        public IReadOnlyList<long> Sequences => Records.Select(record => record.Told.Sequence).ToList();

        private HttpAnswer? Answer(HttpQuestion question)
        {
            EventBatch batch = EventBatch.Decode(question.Body!);
            if (Instead != null && !RecordsFirst)
            {
                return Instead;
            }
            Batches.Add(batch.Events.Count);
            if (batch.Events.Any(told => told.Sequence == Chokes))
            {
                return FakeTransport.Error("invalid_input", 422);
            }
            foreach (SessionEvent told in batch.Events.Where(told => !Refuses.Contains(told.Sequence)))
            {
                Record(question.Token!, batch.ClientId, told);
            }
            ILookup<bool, long> parted = batch.Events.Select(told => told.Sequence).ToLookup(Refuses.Contains);
            return Instead ?? FakeTransport.Answer(new EventReceipt(
                parted[false].ToList(), parted[true].Select(number => new RefusedEvent(number, "No.")).ToList()));
        }

        private void Record(string key, string client, SessionEvent told)
        {
            string name = $"{key} {client} {told.Sequence}";
            if (!_known.TryGetValue(name, out SessionEvent? before))
            {
                _known[name] = told;
                Records.Add((key, client, told));
            }
            else if (!before.Encode().AsSpan().SequenceEqual(told.Encode()))
            {
                throw new InvalidOperationException($"Expected event {name} as it was, got another.");
            }
        }
    }
}
