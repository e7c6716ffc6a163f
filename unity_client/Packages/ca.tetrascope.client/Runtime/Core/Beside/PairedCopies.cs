using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>A copy of each of two pools with the mask at the same place of the photo.</summary>
    public readonly struct PairedCopies
    {
        /// <summary>The first network's copy, and the second's.</summary>
        public PairedCopies(PoolImage one, PoolImage two)
        {
            One = one;
            Two = two;
        }

        /// <summary>The first network's.</summary>
        public PoolImage One { get; }

        /// <summary>The second network's.</summary>
        public PoolImage Two { get; }

        /// <summary>Whose answer the mask changes.</summary>
        public Outcome Outcome => One.Kept
            ? Two.Kept ? Outcome.Neither : Outcome.B
            : Two.Kept ? Outcome.A : Outcome.Both;
    }
}
