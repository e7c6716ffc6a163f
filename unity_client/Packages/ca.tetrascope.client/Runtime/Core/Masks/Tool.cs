namespace Tetrascope.Masks
{
    /// <summary>What a press on the input does.</summary>
    public enum Tool
    {
        /// <summary>Draws a rectangle.</summary>
        Rectangle,

        /// <summary>Paints.</summary>
        Brush,

        /// <summary>Masks superpixels, or frees them.</summary>
        Superpixel,

        /// <summary>Moves a mask.</summary>
        Move,

        /// <summary>Removes masks.</summary>
        Eraser,
    }
}
