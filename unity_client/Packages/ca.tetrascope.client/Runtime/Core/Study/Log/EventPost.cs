using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// Sends the events of one owner, those of earlier clients first, in batches until the receipt has named each of
    /// them. While the server is away or busy it waits longer and longer.
    /// </summary>
    public sealed class EventPost
    {
        /// <summary>Seconds for which events are gathered before they are sent.</summary>
        public const double Gathering = 0.5;

        /// <summary>Bytes of a batch, at most: with the longest event it stays far below what servers take.</summary>
        private const long MaxBytes = 256 * 1024;

        private readonly EventLog _log;
        private readonly HttpRoutes _http;
        private readonly IClock _clock;
        private readonly Action<string> _say;
        private int _most = EventBatch.MaxEvents;
        private int _failures;
        private double _notBefore;
        private bool _sending;
        private bool _gathers;

        /// <summary>Sends nothing before <see cref="Update"/>.</summary>
        /// <param name="log">Where the events are kept.</param>
        /// <param name="owner">Whose are sent.</param>
        /// <param name="http">The owner's server, with the owner's key.</param>
        /// <param name="clock">What time is measured by.</param>
        /// <param name="say">Is told of events that the server will never take.</param>
        public EventPost(EventLog log, string owner, HttpRoutes http, IClock clock, Action<string> say)
        {
            _log = log;
            _http = http;
            _clock = clock;
            _say = say;
            Owner = owner;
        }

        /// <summary>Whose events are sent.</summary>
        public string Owner { get; }

        /// <summary>Whether the server has all.</summary>
        public bool IsEmpty => _log.WaitingOf(Owner) == 0;

        /// <summary>Why the last batch was not taken; null where it was.</summary>
        public Complaint? Complaint { get; private set; }

        /// <summary>Events that the server will never take: a fault of this client's, or another study.</summary>
        public int Refused { get; private set; }

        /// <summary>Sends what there is, where it is time to. To be called once a frame.</summary>
        public void Update()
        {
            if (_sending || !(Next() is EventFile file))
            {
                return;
            }
            if (file == _log.Own && !_gathers && _failures == 0)
            {
                _gathers = true;
                _notBefore = _clock.Seconds + Gathering;
            }
            if (_clock.Seconds >= _notBefore)
            {
                Send(file);
            }
        }

        /// <summary>Does not wait any longer: as when the connection is back, or somebody waits for it.</summary>
        public void Hurry()
        {
            _gathers = true;
            _notBefore = 0;
        }

        private EventFile? Next()
        {
            foreach (EventFile file in _log.Files)
            {
                if (file.Owner == Owner && file.Waiting.Count > 0)
                {
                    return file;
                }
            }
            return null;
        }

        private void Send(EventFile file)
        {
            _sending = true;
            _gathers = false;
            var batch = new EventBatch(file.ClientId, Head(file.Waiting));
            _http.RecordEvents(batch, receipt => Take(file, receipt), complaint => Fail(file, batch, complaint));
        }

        private List<SessionEvent> Head(IReadOnlyList<SessionEvent> waiting)
        {
            var events = new List<SessionEvent>();
            long bytes = 0;
            foreach (SessionEvent told in waiting)
            {
                bytes += told.Encode().Length;
                if (events.Count == _most || (events.Count > 0 && bytes > MaxBytes))
                {
                    break;
                }
                events.Add(told);
            }
            return events;
        }

        private void Take(EventFile file, EventReceipt receipt)
        {
            _sending = false;
            foreach (RefusedEvent refused in receipt.Refused)
            {
                Refuse(file, refused);
            }
            int settled = _log.Remove(file, receipt);
            if (settled == 0)
            {
                Wait(Complaint.Unreadable()); // or it would be asked without end
                return;
            }
            Complaint = null;
            _failures = 0;
            _most = EventBatch.MaxEvents;
        }

        /// <summary>That an event is lost is told to the records too, unless it was this that was refused.</summary>
        private void Refuse(EventFile file, RefusedEvent refused)
        {
            Refused++;
            _say($"The server refuses event {refused.Sequence} of this session: {refused.Message}");
            foreach (SessionEvent told in file.Waiting)
            {
                if (told.Sequence == refused.Sequence && told.Kind != EventKindNames.EventRefused && _log.Own != null)
                {
                    _log.Tell(EventKindNames.EventRefused, told.Step, told.Scene, new Dictionary<string, object?>
                    {
                        ["refused"] = told.Kind, ["message"] = refused.Message,
                    });
                    return;
                }
            }
        }

        private void Fail(EventFile file, EventBatch batch, Complaint complaint)
        {
            _sending = false;
            bool isBatch = complaint.Status == 400 || complaint.Status == 413 || complaint.Status == 422;
            if (!isBatch || complaint.IsRefusal)
            {
                Wait(complaint);
            }
            else if (batch.Events.Count > 1)
            {
                _most = batch.Events.Count / 2; // to find the one that it is about
                Hurry();
            }
            else
            {
                var refused = new RefusedEvent(batch.Events[0].Sequence, complaint.Message);
                Take(file, new EventReceipt(new List<long>(), new[] { refused }));
            }
        }

        private void Wait(Complaint complaint)
        {
            Complaint = complaint;
            _notBefore = _clock.Seconds + Backoff.ReconnectDelay(_failures++);
        }
    }
}
