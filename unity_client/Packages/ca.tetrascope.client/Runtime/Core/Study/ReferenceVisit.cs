using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Study
{
    /// <summary>What a participant has opened in Tetrascope's place, as a page of the web, and for how long.</summary>
    public sealed class ReferenceVisit
    {
        private readonly ParticipantSession _session;
        private readonly IClock _clock;
        private double? _since;

        internal ReferenceVisit(ParticipantSession session, IClock clock)
        {
            _session = session;
            _clock = clock;
        }

        /// <summary>Whether it was opened, and the participant is not back.</summary>
        public bool IsAway => _since != null;

        /// <summary>Whether it was opened at all since the step began here.</summary>
        public bool WasAway { get; private set; }

        /// <summary>It is opened.</summary>
        public void Open()
        {
            if (!IsAway && _session.Tell(EventKindNames.ReferenceOpened))
            {
                _since = _clock.Seconds;
                WasAway = true;
            }
        }

        /// <summary>The participant is back from it.</summary>
        public void Close()
        {
            if (_since is double since)
            {
                double duration = Math.Round((_clock.Seconds - since) * 1000, 3);
                _session.Tell(EventKindNames.ReferenceClosed, new Content { ["duration_ms"] = duration });
                _since = null;
            }
        }

        internal void Begin()
        {
            _since = null;
            WasAway = false;
        }
    }
}
