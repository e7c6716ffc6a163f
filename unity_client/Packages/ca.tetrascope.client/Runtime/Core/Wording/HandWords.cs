using System;
using System.Text;

namespace Tetrascope.Wording
{
    /// <summary>
    /// Texts in the words for what a person points with: in them {click}, {open}, {point at} and {right-click} stand
    /// for what a hand does, and {black} for what a theme shows; written large, the words begin large. Where more than
    /// a word is another, {with a mouse|with a finger} says both; a third text is a headset's, which else takes the
    /// first.
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
        /// <param name="text">With words in braces.</param>
        /// <param name="hand">What the person points with.</param>
        /// <param name="dark">Whether the theme is a dark one.</param>
        /// <exception cref="ArgumentException">The text holds words in braces that are not known.</exception>
        public static string Worded(string text, PointingHand hand, bool dark = false)
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
                string name = text.Substring(at + 1, end - at - 1);
                string found = WordsFor(name, hand, dark) ?? throw new ArgumentException(
                    $"Expected words that are known in a text, got {{{name}}} in “{text}”.", nameof(text));
                worded.Append(char.IsUpper(name[0]) ? Words.Sentence(found) : found);
                at = end;
            }
            return worded.ToString();
        }

        private static string? WordsFor(string name, PointingHand hand, bool dark)
        {
            if (name.IndexOf('|') >= 0)
            {
                string[] texts = name.Split('|');
                return (int)hand < texts.Length ? texts[(int)hand] : texts[0];
            }
            if (string.Equals(name, "black", StringComparison.OrdinalIgnoreCase))
            {
                return dark ? "white" : "black";
            }
            foreach (string[] words in ByHand)
            {
                if (string.Equals(words[0], name, StringComparison.OrdinalIgnoreCase))
                {
                    return words[1 + (int)hand];
                }
            }
            return null;
        }
    }
}
