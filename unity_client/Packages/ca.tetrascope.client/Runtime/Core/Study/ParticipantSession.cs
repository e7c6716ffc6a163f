using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Study.Log;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Study
{
    /// <summary>
    /// A participant's session of a user study, step by step. It goes on where the server says, whichever client was
    /// there before; what happens is told to the log, and the server is followed where it knows better. All is done
    /// within <see cref="ServerConnection.Update"/>.
    /// </summary>
    public sealed class ParticipantSession : IDisposable
    {
        /// <summary>Seconds from one look at how the session stands to the next.</summary>
        public const double StatusEvery = 2;

        /// <summary>Seconds for which it is said that the time of a step is over.</summary>
        public const double TimeOverStands = 5;

        private readonly ServerConnection _server;
        private readonly EventLog _log;
        private readonly SessionLines _lines;
        private readonly StepTime _time;
        private readonly Content _client;
        private bool _disposed;
        private bool _begun;
        private bool _lost;
        private double _overSince;

        /// <summary>Opens the session of a participant.</summary>
        /// <param name="participant">Whose it is.</param>
        /// <param name="server">The server, with the participant's key as its token.</param>
        /// <param name="log">Where is kept what happens.</param>
        /// <param name="client">What <c>session_opened</c> tells of this client.</param>
        /// <param name="say">Is told in a sentence what was not as it should be.</param>
        public ParticipantSession(
            ParticipantAddress participant,
            ServerConnection server,
            EventLog log,
            Content client,
            Action<string> say)
        {
            Participant = participant;
            _server = server;
            _log = log;
            _client = client;
            _time = new StepTime(server.Clock);
            log.Begin(participant.Owner);
            Post = new EventPost(log, participant.Owner, server.Http, server.Clock, say);
            Reference = new ReferenceVisit(this, server.Clock);
            Answers = new StepAnswers(this, server.Clock);
            _lines = new SessionLines(server, Post, Take, Take);
            server.Updated += Follow;
            server.StateChanged += FollowConnection;
        }

        /// <summary>Another step, another phase, other texts, or something else that a person sees.</summary>
        public event Action? Changed;

        /// <summary>The step is about to end: what belongs to it is to be told now.</summary>
        public event Action? StepEnding;

        /// <summary>Whose session it is.</summary>
        public ParticipantAddress Participant { get; }

        /// <summary>What sends the events.</summary>
        public EventPost Post { get; }

        /// <summary>The answers to the questions of the step.</summary>
        public StepAnswers Answers { get; }

        /// <summary>What stands in Tetrascope's place, where the step is done there.</summary>
        public ReferenceVisit Reference { get; }

        /// <summary>All of it; null before it has come.</summary>
        public StudySession? Session { get; private set; }

        /// <summary>How it stands.</summary>
        public SessionPhase Phase { get; private set; }

        /// <summary>The step that the participant is at; null before the session has come.</summary>
        public SessionStep? Step { get; private set; }

        /// <summary>Where in Tetrascope the participant is; null outside.</summary>
        public string? Scene { get; set; }

        /// <summary>Why the session cannot be opened; null where it can, or nobody knows yet.</summary>
        public Complaint? Complaint => Session == null ? _lines.Complaint ?? Post.Complaint : null;

        /// <summary>Whether the server does not answer; the participant can go on meanwhile.</summary>
        public bool IsServerAway => _lost;

        /// <summary>Why what happens is not on the disk; null where it is.</summary>
        public string? Trouble => _log.Trouble;

        /// <summary>The condition of the step; null for none.</summary>
        public SessionCondition? Condition => Find(Session?.Conditions, each => each.Id == Step?.Condition);

        /// <summary>
        /// The image of the step; of a tutorial, which has none, the first one of the study. Null for none.
        /// </summary>
        public SessionImage? Image => Step?.Kind == StepKindNames.Tutorial && Session?.Images.Count > 0
            ? Session.Images[0]
            : Find(Session?.Images, each => each.Id == Step?.Image);

        /// <summary>What of Tetrascope the step shows; null where it shows nothing of it.</summary>
        public Shown? Shown => HasScenes ? Condition?.Shows : null;

        /// <summary>Whether the step is done in something that is opened in Tetrascope's place.</summary>
        public bool IsReference => HasScenes && Condition != null && Condition.Shows == null;

        /// <summary>What was drawn at the step before it was entered here, by whatever client.</summary>
        public IReadOnlyList<Mask> Drawn { get; private set; } = Array.Empty<Mask>();

        /// <summary>The step's place among all, from 0 on.</summary>
        public int Place => Step == null ? 0 : PlaceOf(Step.Id);

        /// <summary>Seconds that were spent at the step, without pauses.</summary>
        public double Spent => _time.Seconds;

        /// <summary>Seconds that are left at the step; null where it has no limit.</summary>
        public double? Left => Step?.LimitMinutes is double limit ? Math.Max(0, 60 * limit - Spent) : (double?)null;

        private bool HasScenes => Step?.Kind == StepKindNames.Tutorial || Step?.Kind == StepKindNames.Task;

        /// <summary>
        /// Something has happened, in the step and the scene that there is. It is told while the session runs; false
        /// where it does not.
        /// </summary>
        public bool Tell(string kind, IReadOnlyDictionary<string, object?>? content = null)
        {
            if (Phase != SessionPhase.Running || Step == null)
            {
                return false;
            }
            TellAlways(kind, content);
            return true;
        }

        /// <summary>
        /// The participant is done with the step; the next one begins. False where something must be answered before.
        /// </summary>
        public bool Finish()
        {
            if (Phase != SessionPhase.Running || Step == null || Step.Kind == StepKindNames.End)
            {
                return false;
            }
            if (!Answers.Give())
            {
                Changed?.Invoke();
                return false;
            }
            Leave("done");
            Enter(Session!.Steps[Place + 1], 0);
            return true;
        }

        /// <summary>Does not wait until <see cref="TimeOverStands"/> is over.</summary>
        public void GoOn()
        {
            if (Phase == SessionPhase.TimeOver)
            {
                Phase = SessionPhase.Running;
                Enter(Session!.Steps[Place + 1], 0);
            }
        }

        /// <summary>The participant reads in another language from now on.</summary>
        public void Choose(string language)
        {
            if (Session != null && Session.Language != language)
            {
                TellAlways(EventKindNames.LanguageChosen, new Content { ["language"] = language });
                _lines.AskAgain();
            }
        }

        /// <summary>The client is in sight, or no longer; told whatever the session's phase.</summary>
        public void Show(bool inSight)
        {
            if (Step != null)
            {
                TellAlways(inSight ? EventKindNames.PageShown : EventKindNames.PageHidden, null);
            }
        }

        /// <summary>The participant closes the client; what is not sent stays on the disk.</summary>
        public void Close()
        {
            if (Step != null)
            {
                TellAlways(EventKindNames.SessionClosed, null);
            }
        }

        /// <summary>Tells nothing more; what is not sent stays on the disk.</summary>
        public void Dispose()
        {
            _disposed = true;
            _server.Updated -= Follow;
            _server.StateChanged -= FollowConnection;
            _log.End();
        }

        private static T? Find<T>(IReadOnlyList<T>? list, Predicate<T> is_)
            where T : class
        {
            foreach (T each in list ?? Array.Empty<T>())
            {
                if (is_(each))
                {
                    return each;
                }
            }
            return null;
        }

        private int PlaceOf(string step)
        {
            int place = Session!.Steps.Count - 1;
            while (place > 0 && Session.Steps[place].Id != step)
            {
                place--;
            }
            return place;
        }

        private void TellAlways(string kind, IReadOnlyDictionary<string, object?>? content)
        {
            _log.Tell(kind, Step!.Id, Scene, content);
            _lines.Told++;
        }

        private void Follow()
        {
            _log.Update();
            Post.Update();
            Answers.Update();
            _lines.Update(Session != null);
            if (_disposed)
            {
                return;
            }
            if (Phase == SessionPhase.Running && Left <= 0 && Step!.Questions.Count == 0)
            {
                EndTime();
            }
            else if (Phase == SessionPhase.TimeOver && _server.Clock.Seconds - _overSince >= TimeOverStands)
            {
                GoOn();
            }
        }

        private void EndTime()
        {
            Leave("time");
            Phase = SessionPhase.TimeOver;
            _overSince = _server.Clock.Seconds;
            Changed?.Invoke();
        }

        private void Leave(string reason)
        {
            StepEnding?.Invoke();
            Reference.Close();
            TellAlways(EventKindNames.StepFinished, new Content { ["reason"] = reason });
            _time.Run(false);
            Post.Hurry();
        }

        private void Enter(SessionStep step, double spentMs)
        {
            Step = step;
            Drawn = Session!.Step == step.Id ? Session.Masks : Array.Empty<Mask>();
            _begun = false;
            Reference.Begin();
            Scene = null;
            _time.Begin(spentMs / 1000);
            Answers.Begin(step);
            if (step.Kind == StepKindNames.End && Phase == SessionPhase.Running)
            {
                Begin();
                Phase = SessionPhase.Ended;
            }
            Begin();
            Changed?.Invoke();
        }

        /// <summary>The step begins, where the session runs.</summary>
        private void Begin()
        {
            if (Phase == SessionPhase.Running && !_begun)
            {
                _begun = true;
                TellAlways(EventKindNames.StepStarted, null);
            }
            _time.Run(Phase == SessionPhase.Running);
        }

        /// <summary>The session has come, for the first time or again.</summary>
        private void Take(StudySession session)
        {
            bool first = Session == null;
            Session = session;
            SessionStep next = session.Steps[PlaceOf(session.Step)];
            if (first)
            {
                Step = next;
                TellAlways(EventKindNames.SessionOpened, _client);
                Turn(session.State);
                Enter(next, session.SpentMs);
            }
            else if (_lines.IsLatest && session.Step != Step!.Id && Phase != SessionPhase.TimeOver)
            {
                Turn(session.State);
                Enter(next, session.SpentMs);
            }
            else
            {
                Step = session.Steps[Place];
                Answers.Reword(Step);
                Changed?.Invoke();
            }
        }

        /// <summary>The server says how it stands.</summary>
        private void Take(SessionStatus status)
        {
            bool latest = _lines.IsLatest;
            if (Turn(status.State))
            {
                Begin();
                Changed?.Invoke();
            }
            if (latest && status.Step != Step!.Id && Phase != SessionPhase.TimeOver)
            {
                _lines.AskAgain(); // another client has gone on, or an answer was not taken
            }
        }

        /// <summary>Becomes what the server says; false where it is that already.</summary>
        private bool Turn(string state)
        {
            SessionPhase next = PhaseOf(state);
            bool over = next == SessionPhase.Aborted || next == SessionPhase.Ended;
            if (next == Phase || (Phase == SessionPhase.TimeOver && !over))
            {
                return false;
            }
            bool paused = next == SessionPhase.Paused && Phase == SessionPhase.Running;
            bool resumed = next == SessionPhase.Running && Phase == SessionPhase.Paused;
            Phase = next;
            if (paused || resumed)
            {
                TellAlways(paused ? EventKindNames.Paused : EventKindNames.Resumed, null);
            }
            return true;
        }

        private SessionPhase PhaseOf(string state)
        {
            switch (state)
            {
                case SessionStateNames.Running:
                    return Step?.Kind == StepKindNames.End ? SessionPhase.Ended : SessionPhase.Running;
                case SessionStateNames.Paused: return SessionPhase.Paused;
                case SessionStateNames.Aborted: return SessionPhase.Aborted;
                case SessionStateNames.Ended: return SessionPhase.Ended;
                default: return SessionPhase.Waiting;
            }
        }

        private void FollowConnection(ConnectionState state)
        {
            bool ready = state.Status == ConnectionStatus.Ready;
            if (ready)
            {
                Post.Hurry();
                _lines.Hurry();
            }
            if (Step == null || ready != _lost || (!ready && state.Status != ConnectionStatus.Lost))
            {
                return;
            }
            _lost = !ready;
            TellAlways(ready ? EventKindNames.ConnectionRestored : EventKindNames.ConnectionLost, null);
        }
    }
}
