using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Wording;

namespace Tetrascope.Study
{
    /// <summary>What a page of a session says and offers, but for its questions; an empty text is nothing.</summary>
    public sealed class StudyPage : IEquatable<StudyPage>
    {
        private StudyPage(string title, string text, string next = "")
        {
            Title = title;
            Text = text;
            Next = next;
        }

        /// <summary>Its heading.</summary>
        public string Title { get; }

        /// <summary>What is read.</summary>
        public string Text { get; private set; }

        /// <summary>The button that leads on.</summary>
        public string Next { get; private set; }

        /// <summary>The button that opens something in Tetrascope's place, or says that one is back from it.</summary>
        public string Opens { get; private set; } = "";

        /// <summary>Time, in minutes and seconds.</summary>
        public string Clock { get; private set; } = "";

        /// <summary>What stands beside the buttons.</summary>
        public string Note { get; private set; } = "";

        /// <summary>How far the session is.</summary>
        public string Progress { get; private set; } = "";

        /// <summary>What is wrong.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Whether what leads on leaves the study.</summary>
        public static bool Leaves(ParticipantSession session)
        {
            return session.Phase == SessionPhase.Aborted || session.Phase == SessionPhase.Ended
                || session.Complaint != null;
        }

        /// <summary>The page of a session that has no scene before the participant.</summary>
        public static StudyPage Of(ParticipantSession session)
        {
            StudyPage page = PageOf(session);
            page.Problem = session.Trouble ?? (session.IsServerAway ? StudyWording.ServerAway : page.Problem);
            bool counts = session.Phase == SessionPhase.Running && session.Session != null;
            page.Progress = counts
                ? StudyWording.Progress(session.Place, session.Session!.Steps.Count - 1, MinutesLeft(session))
                : session.Session?.Title ?? "";
            return page;
        }

        /// <inheritdoc/>
        public bool Equals(StudyPage? other)
        {
            return other != null && Title == other.Title && Text == other.Text && Next == other.Next
                && Opens == other.Opens && Clock == other.Clock && Note == other.Note
                && Progress == other.Progress && Problem == other.Problem;
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as StudyPage);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Title, Text, Next, Opens, Clock, Note);

        /// <summary>As planned, with the step itself.</summary>
        private static double MinutesLeft(ParticipantSession session)
        {
            double left = 0;
            for (int place = session.Place; place < session.Session!.Steps.Count; place++)
            {
                left += session.Session.Steps[place].Minutes;
            }
            return Math.Max(0, left - Math.Min(session.Spent / 60, session.Step!.Minutes));
        }

        private static StudyPage PageOf(ParticipantSession session)
        {
            switch (session.Phase)
            {
                case SessionPhase.Opening: return Opening(session);
                case SessionPhase.Waiting: return new StudyPage(TitleOf(session), StudyWording.Waiting);
                case SessionPhase.Paused: return new StudyPage("Paused", StudyWording.Paused);
                case SessionPhase.TimeOver: return new StudyPage("Time is over", StudyWording.TimeOver, "Go on");
                case SessionPhase.Aborted: return Closing(session, "The end", StudyWording.Aborted);
                case SessionPhase.Ended:
                    SessionStep last = session.Session!.Steps[session.Session.Steps.Count - 1];
                    return Closing(session, last.Title, last.Text);
                default: return Running(session, session.Step!);
            }
        }

        private static StudyPage Opening(ParticipantSession session)
        {
            Complaint? complaint = session.Complaint;
            string text = session.Post.IsEmpty ? StudyWording.Opening : StudyWording.Sending;
            return complaint == null
                ? new StudyPage("User study", text)
                : new StudyPage("User study", text, "Leave the study")
                {
                    Problem = $"{complaint.Message} {complaint.Hint}".TrimEnd(),
                };
        }

        private static string TitleOf(ParticipantSession session) => session.Session?.Title ?? "User study";

        private static StudyPage Closing(ParticipantSession session, string title, string text)
        {
            bool sent = session.Post.IsEmpty;
            return new StudyPage(title, text, sent ? "Close" : "")
            {
                Note = sent ? StudyWording.Sent : StudyWording.Unsent,
            };
        }

        private static StudyPage Running(ParticipantSession session, SessionStep step)
        {
            var page = new StudyPage(step.Title, step.Text, "Go on");
            switch (step.Kind)
            {
                case StepKindNames.Consent:
                    page.Next = "I agree, go on";
                    page.Note = StudyWording.NoConsent;
                    break;
                case StepKindNames.Break:
                    double left = Math.Max(0, 60 * step.Minutes - session.Spent);
                    page.Clock = StudyWording.Clock(left);
                    page.Note = left > 0 ? StudyWording.Rest : StudyWording.RestIsOver;
                    break;
                case StepKindNames.Tutorial:
                case StepKindNames.Task:
                    Refer(page, session, session.Condition);
                    break;
            }
            return page;
        }

        /// <summary>What is opened in Tetrascope's place.</summary>
        private static void Refer(StudyPage page, ParticipantSession session, SessionCondition? condition)
        {
            bool program = condition?.Address == null;
            string how = program ? StudyWording.StartsProgram(condition) : StudyWording.OpensPage;
            string now = session.Reference.IsAway && !program ? StudyWording.PageIsOpen : how;
            page.Text = page.Text.Length == 0 ? now : $"{page.Text}\n\n{now}";
            page.Opens = session.Reference.IsAway ? "I am back"
                : program ? "It has started"
                : session.Reference.WasAway ? "Open it again" : "Open the page";
            page.Next = session.Reference.WasAway && !session.Reference.IsAway ? "Done, go on" : "";
            page.Clock = session.Left is double left ? StudyWording.Clock(left) : "";
        }
    }
}
