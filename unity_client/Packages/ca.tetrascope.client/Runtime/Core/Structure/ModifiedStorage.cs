using System;
using System.Collections.Generic;
using System.Text;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Structure
{
    /// <summary>
    /// Where the modified images of a session are kept: for each image a text with a line for each, its fill, its masks
    /// and its name, with tabs between.
    /// </summary>
    internal sealed class ModifiedStorage
    {
        private readonly IFileStore _files;

        public ModifiedStorage(IFileStore files)
        {
            _files = files;
        }

        /// <summary>The images kept earlier under a key; those that cannot be read are left out.</summary>
        public List<Modified> Load(string key)
        {
            var kept = new List<Modified>();
            foreach (string line in Encoding.UTF8.GetString(_files.Read(key) ?? Array.Empty<byte>()).Split('\n'))
            {
                string[] fields = line.Split(new[] { '\t' }, 3);
                IReadOnlyList<Mask>? masks = fields.Length == 3 && IsFill(fields[0]) ? MaskText.Read(fields[1]) : null;
                if (masks == null || masks.Count == 0)
                {
                    continue;
                }
                var placed = new List<PlacedMask>();
                foreach (Mask mask in masks)
                {
                    placed.Add(new PlacedMask(mask));
                }
                kept.Add(new Modified(kept.Count + 1, fields[2], placed, fields[0]));
            }
            return kept;
        }

        /// <summary>Keeps them.</summary>
        public void Save(string key, IReadOnlyList<Modified> kept)
        {
            var text = new StringBuilder();
            foreach (Modified item in kept)
            {
                text.Append(text.Length > 0 ? "\n" : "");
                text.Append(Line(item.Fill, MaskText.Of(item.Masks), item.Name));
            }
            if (text.Length > 0)
            {
                _files.Write(key, Encoding.UTF8.GetBytes(text.ToString()));
            }
            else
            {
                _files.Delete(key);
            }
        }

        /// <summary>The line of an image.</summary>
        internal static string Line(string fill, string masks, string name)
        {
            string tidy = name.Replace('\n', ' ').Replace('\r', ' ').Trim();
            tidy = tidy.Substring(0, Math.Min(Shelf.MaxNameLength, tidy.Length));
            return $"{fill}\t{masks}\t{tidy}";
        }

        private static bool IsFill(string name)
        {
            foreach (Method fill in Methods.Fills)
            {
                if (fill.Name == name)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
