namespace Tetrascope.Layout
{
    /// <summary>Which of the theme's colours a text has.</summary>
    public enum TextColour
    {
        /// <summary>That of most text.</summary>
        Text,

        /// <summary>That of what matters less.</summary>
        Muted,

        /// <summary>That of what can be acted on.</summary>
        Accent,
    }
}
