using System;
using System.Collections.Generic;
using System.Text;

namespace Tetrascope.Saved
{
    /// <summary>
    /// What a view shows, as the browser's address has it after its mark: <c>#/structure?image=…&amp;k=4</c>.
    /// </summary>
    public sealed class ViewAddress
    {
        /// <summary>The main menu.</summary>
        public const string Menu = "menu";

        /// <summary>Scene 1.</summary>
        public const string Structure = "structure";

        /// <summary>Scene 2.</summary>
        public const string Pool = "pool";

        /// <summary>Of a view, with the texts of its settings by name; what is usual has none.</summary>
        public ViewAddress(string view, IReadOnlyDictionary<string, string> texts)
        {
            View = view;
            Texts = texts;
        }

        /// <summary>The view.</summary>
        public string View { get; }

        /// <summary>Texts of its settings, by name.</summary>
        public IReadOnlyDictionary<string, string> Texts { get; }

        /// <summary>Reads an address. What cannot be read is left out.</summary>
        public static ViewAddress Parse(string address)
        {
            string bare = address.StartsWith("#", StringComparison.Ordinal) ? address.Substring(1) : address;
            string[] parts = bare.TrimStart('/').Split(new[] { '?' }, 2);
            var texts = new Dictionary<string, string>();
            foreach (string pair in (parts.Length > 1 ? parts[1] : "").Split('&'))
            {
                int mark = pair.IndexOf('=');
                if (mark > 0)
                {
                    texts[Uri.UnescapeDataString(pair.Substring(0, mark))] =
                        Uri.UnescapeDataString(pair.Substring(mark + 1));
                }
            }
            return new ViewAddress(parts[0], texts);
        }

        /// <summary>As an address.</summary>
        public override string ToString()
        {
            var text = new StringBuilder("#/").Append(View);
            char before = '?';
            foreach (KeyValuePair<string, string> each in Texts)
            {
                text.Append(before).Append(Escaped(each.Key)).Append('=').Append(Escaped(each.Value));
                before = '&';
            }
            return text.ToString();
        }

        /// <summary>Percent-encoded, but for marks that keep lists of numbers readable.</summary>
        private static string Escaped(string text)
        {
            var escaped = new StringBuilder();
            // A part at a time: there is a limit to what is escaped at once, and a text of masks is long.
            const int most = 16000;
            for (int at = 0; at < text.Length;)
            {
                int length = Math.Min(most, text.Length - at);
                bool splits = at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]);
                length -= splits ? 1 : 0;
                escaped.Append(Uri.EscapeDataString(text.Substring(at, length)));
                at += length;
            }
            return escaped.Replace("%2C", ",").Replace("%3A", ":").Replace("%2F", "/").ToString();
        }
    }
}
