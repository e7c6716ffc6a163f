namespace Tetrascope.Settings
{
    /// <summary>
    /// Where a program keeps what it remembers. What is set is written at once: a headset ends programs without a word.
    /// </summary>
    public interface ISettingsStore
    {
        /// <summary>The text under a key; null where there is none.</summary>
        string? Get(string key);

        /// <summary>Keeps a text under a key; null removes it.</summary>
        void Set(string key, string? text);
    }
}
