using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Study.Log;

namespace Tetrascope.Study
{
    /// <summary>
    /// Asks the server for the session, once it has all that earlier programs have left, and then how it stands every
    /// few seconds. While the server is away it waits longer and longer.
    /// </summary>
    internal sealed class SessionLines
    {
        private readonly ServerConnection _server;
        private readonly EventPost _post;
        private readonly Action<StudySession> _takeSession;
        private readonly Action<SessionStatus> _takeStatus;
        private bool _asking;
        private bool _wantsSession = true;
        private int _toldWhenAsked = -1;
        private int _failures;
        private double _sessionAt;
        private double _statusAt;

        public SessionLines(
            ServerConnection server,
            EventPost post,
            Action<StudySession> takeSession,
            Action<SessionStatus> takeStatus)
        {
            _server = server;
            _post = post;
            _takeSession = takeSession;
            _takeStatus = takeStatus;
        }

        /// <summary>Events that were told since the program has begun.</summary>
        public int Told { get; set; }

        /// <summary>Why the last question was not answered; null where it was.</summary>
        public Complaint? Complaint { get; private set; }

        /// <summary>
        /// Whether the server had all events when it answered last, and none was told since: then it knows best.
        /// </summary>
        public bool IsLatest => _toldWhenAsked == Told;

        /// <summary>Asks for the whole session again, as soon as the server has all events.</summary>
        public void AskAgain()
        {
            _wantsSession = true;
            _sessionAt = 0;
            _post.Hurry();
        }

        /// <summary>Does not wait any longer.</summary>
        public void Hurry() => _sessionAt = _statusAt = 0;

        /// <summary>Asks what it is time to ask for.</summary>
        public void Update(bool isOpen)
        {
            double now = _server.Clock.Seconds;
            if (_asking)
            {
                return;
            }
            if (_wantsSession && _post.IsEmpty && now >= _sessionAt)
            {
                Begin();
                _wantsSession = false;
                _server.Http.StudySession(answer => End(() => _takeSession(answer)), complaint =>
                {
                    _wantsSession = true;
                    Fail(complaint);
                });
            }
            else if (isOpen && now >= _statusAt)
            {
                Begin();
                _server.Http.SessionStatus(answer => End(() => _takeStatus(answer)), Fail);
            }
        }

        private void Begin()
        {
            _asking = true;
            _toldWhenAsked = _post.IsEmpty ? Told : -1;
        }

        private void End(Action take)
        {
            _asking = false;
            _failures = 0;
            Complaint = null;
            _statusAt = _server.Clock.Seconds + ParticipantSession.StatusEvery;
            take();
        }

        private void Fail(Complaint complaint)
        {
            _asking = false;
            Complaint = complaint;
            double delay = Math.Max(ParticipantSession.StatusEvery, Backoff.ReconnectDelay(_failures++));
            _sessionAt = _statusAt = _server.Clock.Seconds + delay;
        }
    }
}
