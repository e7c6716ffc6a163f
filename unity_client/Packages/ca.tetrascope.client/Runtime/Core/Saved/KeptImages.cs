using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Saved
{
    /// <summary>
    /// The modified images of a saved session: in its file as a browser keeps them, a list of maps as JSON for each
    /// picture, and here as <see cref="Shelf"/> keeps them, a line for each.
    /// </summary>
    public static class KeptImages
    {
        private static readonly string[] Fields = { "name", "fill", "masks" };

        /// <summary>
        /// Puts what a session has kept into a store, behind what is kept there of the same picture; what is there
        /// already is not put there twice.
        /// </summary>
        public static void Put(IReadOnlyDictionary<string, string> kept, IFileStore into)
        {
            foreach (KeyValuePair<string, string> each in kept)
            {
                string key = each.Key.Substring(SavedPage.KeptPrefix.Length);
                List<string> lines = LinesOf(into, key);
                foreach (IReadOnlyDictionary<string, string> item in FlatJson.Read(each.Value))
                {
                    string line = LineOf(item);
                    if (line.Length > 0 && !lines.Contains(line))
                    {
                        lines.Add(line);
                    }
                }
                if (lines.Count > 0)
                {
                    IEnumerable<string> newest = lines.Skip(Math.Max(0, lines.Count - Shelf.MaxKept));
                    into.Write(key, Encoding.UTF8.GetBytes(string.Join("\n", newest)));
                }
            }
        }

        /// <summary>What a store keeps of a picture, as a session's file has it.</summary>
        public static IReadOnlyDictionary<string, string> Of(IFileStore store, string imageId)
        {
            var kept = new Dictionary<string, string>();
            foreach (string key in store.Names)
            {
                if (key.Contains(imageId))
                {
                    kept[SavedPage.KeptPrefix + key] = FlatJson.Text(LinesOf(store, key).Select(ItemOf));
                }
            }
            return kept;
        }

        private static List<string> LinesOf(IFileStore store, string key)
        {
            string text = Encoding.UTF8.GetString(store.Read(key) ?? Array.Empty<byte>());
            return text.Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries).ToList();
        }

        /// <summary>Fill, masks and name; empty where one is missing.</summary>
        private static string LineOf(IReadOnlyDictionary<string, string> item)
        {
            return Fields.All(item.ContainsKey)
                ? ModifiedStorage.Line(item["fill"], item["masks"], item["name"])
                : "";
        }

        private static IReadOnlyDictionary<string, string> ItemOf(string line)
        {
            string[] parts = line.Split(new[] { '\t' }, 3);
            return new Dictionary<string, string>
            {
                ["name"] = parts.Length > 2 ? parts[2] : "",
                ["fill"] = parts[0],
                ["masks"] = parts.Length > 1 ? parts[1] : "",
            };
        }
    }
}
