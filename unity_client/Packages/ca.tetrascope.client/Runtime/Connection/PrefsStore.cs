using Tetrascope.Settings;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Settings in Unity's PlayerPrefs.</summary>
    internal sealed class PrefsStore : ISettingsStore
    {
        public string? Get(string key)
        {
            string text = PlayerPrefs.GetString(key, "");
            return text.Length == 0 ? null : text;
        }

        public void Set(string key, string? text)
        {
            PlayerPrefs.SetString(key, text ?? "");
            PlayerPrefs.Save();
        }
    }
}
