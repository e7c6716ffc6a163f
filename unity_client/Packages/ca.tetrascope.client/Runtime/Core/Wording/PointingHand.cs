namespace Tetrascope.Wording
{
    /// <summary>What a person points with.</summary>
    public enum PointingHand
    {
        /// <summary>A mouse.</summary>
        Mouse,

        /// <summary>A finger on a screen.</summary>
        Finger,

        /// <summary>A controller, or a hand that is tracked.</summary>
        Ray,
    }
}
