using System;
using System.Globalization;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What a participant of a user study reads that the study itself does not say.</summary>
    public static class StudyWording
    {
        /// <summary>Before the experimenter has started the session.</summary>
        public const string Waiting =
            "The experimenter will start your session in a moment. There is nothing you need to do.";

        /// <summary>While the experimenter has paused it.</summary>
        public const string Paused = "The experimenter has paused your session. It goes on by itself; nothing is lost.";

        /// <summary>After the experimenter has ended it.</summary>
        public const string Aborted = "The experimenter has ended your session. Thank you for your time.";

        /// <summary>When the time of a step is over.</summary>
        public const string TimeOver = "The time for this part is over. The next one begins in a moment.";

        /// <summary>While the session is asked for.</summary>
        public const string Opening = "Opening your session …";

        /// <summary>While the server gets what an earlier program has left.</summary>
        public const string Sending = "Sending what you did before …";

        /// <summary>At the end, while the server does not have everything yet.</summary>
        public const string Unsent = "Please leave this open for a moment: your answers are still being sent.";

        /// <summary>At the end, when it does.</summary>
        public const string Sent = "Everything is saved. You can close this now.";

        /// <summary>A reference that is a page of the web.</summary>
        public const string OpensPage =
            "This part is done in a page of the web, which opens in a window of its own. Come back when you are done.";

        /// <summary>The same, after it was opened.</summary>
        public const string PageIsOpen =
            "The page is open in a window of its own. When you are done there, say so here.";

        /// <summary>Beside the button by which a participant agrees.</summary>
        public const string NoConsent = "If you do not agree, tell the experimenter.";

        /// <summary>While the server does not answer.</summary>
        public const string ServerAway =
            "The server does not answer. Nothing is lost; what needs it goes on as soon as it is back.";

        /// <summary>In a break.</summary>
        public const string Rest = "Rest a little. You can go on before, if you like.";

        /// <summary>After a break.</summary>
        public const string RestIsOver = "The break is over. Go on when you are ready.";

        /// <summary>A question as it is read.</summary>
        public static string Question(SessionQuestion question) =>
            question.Required ? question.Text : $"{question.Text} (optional)";

        /// <summary>An answer as it stands in a field to type into.</summary>
        public static string Typed(object? answer) => Convert.ToString(answer, CultureInfo.InvariantCulture) ?? "";

        /// <summary>
        /// The number in a text, a whole one as long, with a point or a comma; the text where there is none in it, and
        /// null where there is nothing.
        /// </summary>
        public static object? Number(string text)
        {
            string plain = text.Trim().Replace(',', '.');
            if (plain.Length == 0)
            {
                return null;
            }
            if (long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            {
                return whole;
            }
            const NumberStyles real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            return double.TryParse(plain, real, CultureInfo.InvariantCulture, out double number)
                ? number
                : (object)text;
        }

        /// <summary>A question that must be answered.</summary>
        public static string Required(string kind)
        {
            switch (kind)
            {
                case QuestionKindNames.Open: return "Please write an answer.";
                case QuestionKindNames.Number: return "Please give a number.";
                case QuestionKindNames.MultipleChoice: return "Please choose at least one.";
                default: return "Please choose one.";
            }
        }

        /// <summary>An answer in words that has too many letters.</summary>
        public static string TooLong(int length, int most) =>
            $"Please shorten it: {Words.Whole(most)} characters at most, now there are {Words.Whole(length)}.";

        /// <summary>An answer of one's own without words.</summary>
        public static string WordsMissing(string other) => $"Please add words to “{other}”.";

        /// <summary>An answer that is no number, or none that is asked for.</summary>
        public static string NumberExpected(SessionQuestion question)
        {
            string kind = question.Step == 1 ? "whole number" : "number";
            string from = question.Min is double min ? $" from {Plain(min)}" : "";
            string to = question.Max is double max ? $" to {Plain(max)}" : "";
            return $"Please give a {kind}{from}{to}.";
        }

        /// <summary>A reference that is a program of this computer.</summary>
        public static string StartsProgram(SessionCondition? condition) =>
            "This part is done in another program. Please start it, or ask the experimenter to: "
            + string.Join(" ", condition?.Program ?? Array.Empty<string>());

        /// <summary>How far the session is.</summary>
        public static string Progress(int place, int count, double minutes) =>
            $"Step {place + 1} of {count}, about {Words.Count((int)Math.Ceiling(minutes), "minute")} left";

        /// <summary>Time left at a step: of a limit to the second, of what is planned in minutes.</summary>
        public static string TimeLeft(int seconds, bool limited)
        {
            string minutes = Words.Count((seconds + 59) / 60, "minute") + " left";
            return limited ? Clock(seconds) + " left" : seconds > 0 ? minutes : "The planned time is over";
        }

        /// <summary>Seconds as minutes and seconds, such as 4:05.</summary>
        public static string Clock(double seconds)
        {
            int whole = (int)Math.Ceiling(seconds);
            return string.Format(CultureInfo.InvariantCulture, "{0}:{1:00}", whole / 60, whole % 60);
        }

        private static string Plain(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
