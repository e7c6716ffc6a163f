namespace Tetrascope.Layout
{
    /// <summary>Whether an image of a pool is in sight.</summary>
    public enum Presence
    {
        /// <summary>In full.</summary>
        Shown,

        /// <summary>As a hint of where it is; it cannot be pointed at.</summary>
        Faded,

        /// <summary>Not at all.</summary>
        Hidden,
    }
}
