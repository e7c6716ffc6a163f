using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Study
{
    /// <summary>The answers to the questions of a step: those given before, and those on their way.</summary>
    public sealed class StepAnswers
    {
        /// <summary>Seconds for which what is typed rests before it is told that it was changed.</summary>
        public const double Rest = 0.7;

        private readonly ParticipantSession _session;
        private readonly Dictionary<string, object?> _drafts = new Dictionary<string, object?>();
        private readonly IClock _clock;
        private readonly HashSet<string> _seen = new HashSet<string>();
        private readonly HashSet<string> _changed = new HashSet<string>();
        private readonly Dictionary<string, string> _problems = new Dictionary<string, string>();
        private double _restsAt;

        internal StepAnswers(ParticipantSession session, IClock clock)
        {
            _session = session;
            _clock = clock;
        }

        /// <summary>The questions, in order.</summary>
        public IReadOnlyList<SessionQuestion> Questions { get; private set; } = Array.Empty<SessionQuestion>();

        /// <summary>What is to be done about answers, by the question, since they were looked at last.</summary>
        public IReadOnlyDictionary<string, string> Problems => _problems;

        /// <summary>The answer as it is now; null for none.</summary>
        public object? Of(string item)
        {
            if (_drafts.TryGetValue(item, out object? draft))
            {
                return draft;
            }
            StudySession? session = _session.Session;
            SessionAnswer? known = Find(session?.Drafts, item) ?? Find(session?.Answers, item);
            return known?.Value;
        }

        /// <summary>
        /// The participant has changed an answer: what was chosen is told at once, what is typed after a rest.
        /// </summary>
        /// <param name="item">The question's name within the step.</param>
        /// <param name="value">
        /// A whole number (long) for a scale; for a choice its id, or a map of <c>other</c> to words; a list of these;
        /// a number; a text; null for none.
        /// </param>
        /// <param name="typed">Whether it is on its way, as words are.</param>
        public void Change(string item, object? value, bool typed = false)
        {
            if (Same(Of(item), value))
            {
                return;
            }
            _drafts[item] = value;
            _changed.Add(item);
            _problems.Remove(item);
            _restsAt = _clock.Seconds + (typed ? Rest : 0);
        }

        /// <summary>A question is on the screen.</summary>
        public void See(string item)
        {
            if (_seen.Add(item) && !_session.Tell(EventKindNames.QuestionShown, new Content { ["item"] = item }))
            {
                _seen.Remove(item);
            }
        }

        /// <summary>Whether these questions are answered; if not, <see cref="Problems"/> says what to do.</summary>
        public bool Check(IEnumerable<SessionQuestion> questions)
        {
            _problems.Clear();
            foreach (SessionQuestion question in questions)
            {
                if (AnswerCheck.Problem(question, Of(question.Item)) is string problem)
                {
                    _problems[question.Item] = problem;
                }
            }
            return _problems.Count == 0;
        }

        internal void Begin(SessionStep step)
        {
            Questions = step.Questions;
            _seen.Clear();
            _changed.Clear();
            _problems.Clear();
            _drafts.Clear();
        }

        /// <summary>The same questions in another language.</summary>
        internal void Reword(SessionStep step)
        {
            Questions = step.Questions;
            _problems.Clear();
        }

        internal void Update()
        {
            if (_changed.Count > 0 && _clock.Seconds >= _restsAt)
            {
                TellChanged();
            }
        }

        /// <summary>Gives all answers; false where not all questions are answered.</summary>
        internal bool Give()
        {
            if (!Check(Questions))
            {
                return false;
            }
            TellChanged();
            foreach (SessionQuestion question in Questions)
            {
                See(question.Item);
                Tell(EventKindNames.QuestionAnswered, question.Item);
            }
            return true;
        }

        private static bool Same(object? one, object? other)
        {
            return Bytes(one).Span.SequenceEqual(Bytes(other).Span);
        }

        private static ReadOnlyMemory<byte> Bytes(object? value)
        {
            var writer = new MessagePackWriter();
            writer.WriteAny(value);
            return writer.Written;
        }

        private SessionAnswer? Find(IReadOnlyList<SessionAnswer>? answers, string item)
        {
            foreach (SessionAnswer answer in answers ?? Array.Empty<SessionAnswer>())
            {
                if (answer.Step == _session.Step?.Id && answer.Item == item)
                {
                    return answer;
                }
            }
            return null;
        }

        private void TellChanged()
        {
            if (_changed.Count == 0)
            {
                return;
            }
            foreach (SessionQuestion question in Questions)
            {
                if (_changed.Contains(question.Item))
                {
                    Tell(EventKindNames.AnswerChanged, question.Item);
                }
            }
            _changed.Clear();
        }

        private void Tell(string kind, string item)
        {
            object? value = Of(item);
            var content = new Content { ["item"] = item, ["value"] = AnswerCheck.IsEmpty(value) ? null : value };
            _session.Tell(kind, content);
        }
    }
}
