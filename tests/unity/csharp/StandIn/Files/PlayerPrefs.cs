using System.Collections.Generic;

namespace UnityEngine
{
    public class PlayerPrefs
    {
        private static readonly Dictionary<string, string> Kept = new Dictionary<string, string>();

        public static void SetString(string key, string value)
        {
            Kept[key] = value;
        }

        public static string GetString(string key, string defaultValue)
        {
            return Kept.TryGetValue(key, out string value) ? value : defaultValue;
        }

        public static void Save()
        {
        }
    }
}
