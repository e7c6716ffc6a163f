using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Study
{
    /// <summary>
    /// The questions of a step, page by page: as many on one as can be seen at once, so that nobody has to scroll to
    /// find one, least of all in a headset.
    /// </summary>
    public static class QuestionPages
    {
        /// <summary>Room on a page, in pixels; a question that needs more has one of its own.</summary>
        public const int Room = 540;

        /// <summary>Letters of a question in a line.</summary>
        private const int LineLength = 100;

        /// <summary>The pages, in order; none where there are no questions.</summary>
        public static List<List<SessionQuestion>> Of(IReadOnlyList<SessionQuestion> questions)
        {
            var pages = new List<List<SessionQuestion>>();
            int left = 0;
            foreach (SessionQuestion question in questions)
            {
                int height = HeightOf(question);
                if (pages.Count == 0 || height > left)
                {
                    pages.Add(new List<SessionQuestion>());
                    left = Room;
                }
                pages[pages.Count - 1].Add(question);
                left -= height;
            }
            return pages;
        }

        /// <summary>About how high it is, in pixels.</summary>
        private static int HeightOf(SessionQuestion question)
        {
            int words = 24 + 22 * (1 + question.Text.Length / LineLength);
            switch (question.Kind)
            {
                case QuestionKindNames.Scale: return words + 84;
                case QuestionKindNames.Open: return words + 150;
                case QuestionKindNames.Number: return words + 48;
                default: return words + 44 * (question.Choices.Count + (question.Other == null ? 0 : 1));
            }
        }
    }
}
