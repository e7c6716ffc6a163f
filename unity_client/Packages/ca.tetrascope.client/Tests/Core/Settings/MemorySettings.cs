using System.Collections.Generic;

namespace Tetrascope.Settings
{
    /// <summary>Settings that last as long as the program.</summary>
    public sealed class MemorySettings : ISettingsStore
    {
        private readonly Dictionary<string, string> _texts = new Dictionary<string, string>();

        /// <inheritdoc/>
        public string? Get(string key)
        {
            return _texts.TryGetValue(key, out string? text) ? text : null;
        }

        /// <inheritdoc/>
        public void Set(string key, string? text)
        {
            if (text == null)
            {
                _texts.Remove(key);
            }
            else
            {
                _texts[key] = text;
            }
        }
    }
}
