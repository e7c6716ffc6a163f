namespace Tetrascope.Beside
{
    /// <summary>Which of two networks a mask makes change its answer.</summary>
    public enum Outcome
    {
        /// <summary>The first alone.</summary>
        A,

        /// <summary>The second alone.</summary>
        B,

        /// <summary>Both.</summary>
        Both,

        /// <summary>None of them.</summary>
        Neither,
    }
}
