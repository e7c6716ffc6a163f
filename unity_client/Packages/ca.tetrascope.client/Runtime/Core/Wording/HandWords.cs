using System;
using System.Text;

namespace Tetrascope.Wording
{
    /// <summary>
    /// Texts in the words for what a person points with: in them {click}, {open}, {point at} and {right-click} stand
    /// for what a hand does; written large, the words begin large.
    /// </summary>
    public static class HandWords
    {
        private static readonly string[][] ByHand =
        {
            new[] { "click", "click", "tap", "pull the trigger on" },
            // Opens something that a first tap only looks at.
            new[] { "open", "click", "double-tap", "pull the trigger on" },
            new[] { "point at", "point at", "tap", "point at" },
            new[] { "right-click", "right-click", "hold a finger on", "grip" },
        };

        /// <summary>A text for a hand.</summary>
        /// <exception cref="ArgumentException">The text holds words in braces that are not known.</exception>
        public static string Worded(string text, PointingHand hand)
        {
            StringBuilder worded = new StringBuilder();
            for (int at = 0; at < text.Length; at++)
            {
                int end = text[at] == '{' ? text.IndexOf('}', at) : -1;
                if (end < 0)
                {
                    worded.Append(text[at]);
                    continue;
                }
                worded.Append(WordsFor(text.Substring(at + 1, end - at - 1), hand, text));
                at = end;
            }
            return worded.ToString();
        }

        private static string WordsFor(string name, PointingHand hand, string text)
        {
            foreach (string[] words in ByHand)
            {
                if (string.Equals(words[0], name, StringComparison.OrdinalIgnoreCase))
                {
                    string found = words[1 + (int)hand];
                    return char.IsUpper(name[0]) ? Words.Sentence(found) : found;
                }
            }
            string message = $"Expected words that are known in a text, got {{{name}}} in “{text}”.";
            throw new ArgumentException(message, nameof(text));
        }
    }
}
