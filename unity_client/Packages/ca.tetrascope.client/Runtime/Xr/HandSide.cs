namespace Tetrascope.Xr
{
    /// <summary>Which of a person's hands.</summary>
    public enum HandSide
    {
        /// <summary>The left one.</summary>
        Left,

        /// <summary>The right one.</summary>
        Right,
    }
}
