using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Tetrascope
{
    /// <summary>A value of a JSON file that tests share; asking it for what it is not fails the test.</summary>
    internal sealed class Json
    {
        private readonly object? _value;

        private Json(object? value)
        {
            _value = value;
        }

        internal bool IsNull => _value == null;

        internal bool IsTrue => (bool)_value!;

        internal double Number => (double)_value!;

        internal int Whole => checked((int)Number);

        internal string Text => (string)_value!;

        internal string? TextOrNull => (string?)_value;

        internal IReadOnlyList<Json> Items => (List<Json>)_value!;

        internal Json this[int place] => Items[place];

        /// <summary>A field of a map; null where it is left out.</summary>
        internal Json this[string field] => ((Dictionary<string, Json>)_value!).TryGetValue(field, out Json? found)
            ? found
            : new Json(null);

        internal static Json Read(string text)
        {
            int at = 0;
            return Read(text, ref at);
        }

        private static Json Read(string text, ref int at)
        {
            Skip(text, ref at);
            switch (text[at])
            {
                case '{': return new Json(ReadMap(text, ref at));
                case '[': return new Json(ReadList(text, ref at));
                case '"': return new Json(ReadText(text, ref at));
                default: return new Json(ReadWord(text, ref at));
            }
        }

        private static Dictionary<string, Json> ReadMap(string text, ref int at)
        {
            var fields = new Dictionary<string, Json>();
            at++;
            while (!Ends(text, ref at, '}'))
            {
                string name = ReadText(text, ref at);
                Skip(text, ref at);
                at++;
                fields[name] = Read(text, ref at);
            }
            return fields;
        }

        private static List<Json> ReadList(string text, ref int at)
        {
            var items = new List<Json>();
            at++;
            while (!Ends(text, ref at, ']'))
            {
                items.Add(Read(text, ref at));
            }
            return items;
        }

        private static string ReadText(string text, ref int at)
        {
            var read = new StringBuilder();
            for (at++; text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                {
                    read.Append(text[at]);
                }
                else if (text[++at] == 'u')
                {
                    read.Append((char)int.Parse(text.Substring(at + 1, 4), NumberStyles.HexNumber));
                    at += 4;
                }
                else
                {
                    read.Append(text[at] == 'n' ? '\n' : text[at]);
                }
            }
            at++;
            return read.ToString();
        }

        private static object? ReadWord(string text, ref int at)
        {
            int end = at;
            while (end < text.Length && ",]} \n\r\t".IndexOf(text[end]) < 0)
            {
                end++;
            }
            string word = text.Substring(at, end - at);
            at = end;
            return word switch
            {
                "null" => null,
                "true" => true,
                "false" => false,
                _ => double.Parse(word, CultureInfo.InvariantCulture),
            };
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
