using System.Collections.Generic;
using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Saved
{
    /// <summary>What a server has answered, to be saved with a session; the oldest gives way.</summary>
    public sealed class Answered
    {
        /// <summary>Bytes of answers that are remembered, at most (96 MiB).</summary>
        private const int Budget = 96 * 1024 * 1024;

        /// <summary>
        /// Seconds within which an answer takes the place of the one before it in its slot: a hand was drawing.
        /// </summary>
        private const double Live = 1.5;

        private readonly IClock _clock;
        private readonly List<Entry> _entries = new List<Entry>();
        private readonly MessagePackWriter _scale = new MessagePackWriter();
        private long _weight;

        internal Answered(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>What was answered about an image, from the oldest to the newest.</summary>
        public IReadOnlyList<Exchange> About(string imageId)
        {
            return _entries
                .Where(each => ImageOf(each.Exchange.Body) == imageId)
                .Select(each => each.Exchange)
                .ToArray();
        }

        /// <summary>The image that a request is about, found by what every request calls it; null for none.</summary>
        internal static string? ImageOf(AnalysisRequest body)
        {
            AnalysisRequest about = body is BoundaryRequest boundary ? boundary.Pool : body;
            return new MessagePackReader(about.Encode()).PeekText("image_id");
        }

        /// <summary>Remembers what was answered.</summary>
        internal void Note(AnalysisRequest body, IReadOnlyList<Part> parts, string? slot)
        {
            Entry? newest = slot == null ? null : _entries.FindLast(each => each.Slot == slot);
            if (newest != null && _clock.Seconds - newest.At < Live && HasMasks(newest.Exchange.Body))
            {
                Forget(newest);
            }
            var key = new RequestKey(body);
            Entry? same = _entries.Find(each => each.Key.Equals(key));
            if (same != null)
            {
                Forget(same);
            }
            var entry = new Entry(new Exchange(body, parts), key, slot, _clock.Seconds, WeightOf(parts));
            _entries.Add(entry);
            _weight += entry.Weight;
            while (_weight > Budget && _entries.Count > 0)
            {
                Forget(_entries[0]);
            }
        }

        private static bool HasMasks(AnalysisRequest body)
        {
            return body is LayersRequest layers && layers.Masks.Count > 0;
        }

        private long WeightOf(IReadOnlyList<Part> parts)
        {
            long weight = 0;
            foreach (Part part in parts)
            {
                _scale.Clear();
                part.Write(_scale);
                weight += _scale.Written.Length;
            }
            return weight;
        }

        private void Forget(Entry entry)
        {
            _entries.Remove(entry);
            _weight -= entry.Weight;
        }

        private sealed class Entry
        {
            public Entry(Exchange exchange, RequestKey key, string? slot, double at, long weight)
            {
                Exchange = exchange;
                Key = key;
                Slot = slot;
                At = at;
                Weight = weight;
            }

            public Exchange Exchange { get; }

            public RequestKey Key { get; }

            public string? Slot { get; }

            public double At { get; }

            public long Weight { get; }
        }
    }
}
