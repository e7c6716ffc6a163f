namespace Tetrascope.Layout
{
    /// <summary>
    /// What a copy's place between the labels is made of: their probabilities, as in the thesis, or the logarithms of
    /// these.
    /// </summary>
    public enum PositionScale
    {
        /// <summary>By probability.</summary>
        Linear,

        /// <summary>By its logarithm.</summary>
        Log,
    }
}
