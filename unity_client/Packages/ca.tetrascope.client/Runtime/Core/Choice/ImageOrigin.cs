namespace Tetrascope.Choice
{
    /// <summary>Where an image comes from.</summary>
    public enum ImageOrigin
    {
        /// <summary>It came with Tetrascope.</summary>
        Sample,

        /// <summary>A file of the person's own.</summary>
        Upload,

        /// <summary>Only its id is known: it was chosen last time, or by another client.</summary>
        Known,
    }
}
