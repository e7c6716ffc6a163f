using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Tetrascope.Saved
{
    /// <summary>A list of maps from texts to texts, as JSON. No value of another kind is needed here.</summary>
    internal static class FlatJson
    {
        /// <summary>
        /// The maps of a text, each with its fields that are texts; none where it cannot be read, or is deeper.
        /// </summary>
        public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
        {
            var maps = new List<IReadOnlyDictionary<string, string>>();
            int at = 0;
            try
            {
                Take(text, ref at, '[');
                while (!Ends(text, ref at, ']'))
                {
                    maps.Add(ReadMap(text, ref at));
                }
            }
            catch (Exception error) when (error is FormatException || error is IndexOutOfRangeException
                || error is ArgumentOutOfRangeException)
            {
                maps.Clear();
            }
            return maps;
        }

        /// <summary>Maps as a text.</summary>
        public static string Text(IEnumerable<IReadOnlyDictionary<string, string>> maps)
        {
            var text = new StringBuilder("[");
            foreach (IReadOnlyDictionary<string, string> map in maps)
            {
                text.Append(text.Length > 1 ? ",{" : "{");
                foreach (KeyValuePair<string, string> field in map)
                {
                    text.Append(text[text.Length - 1] == '{' ? "" : ",");
                    Append(text, field.Key);
                    text.Append(':');
                    Append(text, field.Value);
                }
                text.Append('}');
            }
            return text.Append(']').ToString();
        }

        private static void Append(StringBuilder text, string value)
        {
            text.Append('"');
            foreach (char letter in value)
            {
                if (letter == '"' || letter == '\\')
                {
                    text.Append('\\').Append(letter);
                }
                else if (letter < ' ')
                {
                    text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    text.Append(letter);
                }
            }
            text.Append('"');
        }

        private static IReadOnlyDictionary<string, string> ReadMap(string text, ref int at)
        {
            var map = new Dictionary<string, string>();
            Take(text, ref at, '{');
            while (!Ends(text, ref at, '}'))
            {
                string name = ReadText(text, ref at);
                Take(text, ref at, ':');
                Skip(text, ref at);
                if (text[at] == '"')
                {
                    map[name] = ReadText(text, ref at);
                }
                else
                {
                    SkipWord(text, ref at);
                }
            }
            return map;
        }

        private static string ReadText(string text, ref int at)
        {
            Take(text, ref at, '"');
            var read = new StringBuilder();
            for (; text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                {
                    read.Append(text[at]);
                    continue;
                }
                at++;
                int place = "\"\\/bfnrt".IndexOf(text[at]);
                if (place >= 0)
                {
                    read.Append("\"\\/\b\f\n\r\t"[place]);
                }
                else if (text[at] == 'u')
                {
                    read.Append((char)int.Parse(
                        text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    at += 4;
                }
                else
                {
                    throw new FormatException();
                }
            }
            at++;
            return read.ToString();
        }

        /// <summary>Passes over a number, true, false or null.</summary>
        private static void SkipWord(string text, ref int at)
        {
            int start = at;
            while (char.IsLetterOrDigit(text[at]) || text[at] == '-' || text[at] == '+' || text[at] == '.')
            {
                at++;
            }
            if (at == start)
            {
                throw new FormatException();
            }
        }

        private static void Take(string text, ref int at, char expected)
        {
            Skip(text, ref at);
            if (text[at++] != expected)
            {
                throw new FormatException();
            }
        }

        /// <summary>Whether a list or a map is over; steps over what stands between two items.</summary>
        private static bool Ends(string text, ref int at, char end)
        {
            Skip(text, ref at);
            if (text[at] == ',')
            {
                at++;
                Skip(text, ref at);
            }
            if (text[at] != end)
            {
                return false;
            }
            at++;
            return true;
        }

        private static void Skip(string text, ref int at)
        {
            while (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }
    }
}
