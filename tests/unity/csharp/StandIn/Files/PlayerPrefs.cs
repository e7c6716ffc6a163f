using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace UnityEngine
{
    public class PlayerPrefs
    {
        private static readonly Dictionary<string, string> Kept = Read();

        private static string Place => Path.Combine(Application.persistentDataPath, "prefs");

        public static void SetString(string key, string value)
        {
            Kept[key] = value;
        }

        public static string GetString(string key, string defaultValue)
        {
            return Kept.TryGetValue(key, out string value) ? value : defaultValue;
        }

        /// <summary>What was set is there when the program is started again.</summary>
        public static void Save()
        {
            Directory.CreateDirectory(Application.persistentDataPath);
            File.WriteAllLines(
                Place, Kept.Select(pair => $"{Uri.EscapeDataString(pair.Key)} {Uri.EscapeDataString(pair.Value)}"));
        }

        private static Dictionary<string, string> Read()
        {
            string[] lines = File.Exists(Place) ? File.ReadAllLines(Place) : Array.Empty<string>();
            return lines.Select(line => line.Split(' ')).ToDictionary(
                words => Uri.UnescapeDataString(words[0]), words => Uri.UnescapeDataString(words[1]));
        }
    }
}
