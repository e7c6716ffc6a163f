using System;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>A class with what both networks say of it.</summary>
    public sealed class ClassBeside
    {
        internal ClassBeside(ClassLabel label, Said? one, Said? two)
        {
            Label = label;
            One = one;
            Two = two;
        }

        /// <summary>The class.</summary>
        public ClassLabel Label { get; }

        /// <summary>What the first network says; null where it has no class of this name.</summary>
        public Said? One { get; }

        /// <summary>What the second says; null likewise.</summary>
        public Said? Two { get; }

        /// <summary>Largest probability that is known, not a bound.</summary>
        internal double Most => Math.Max(Known(One), Known(Two));

        private static double Known(Said? said) => said?.Rank == null ? 0 : said.Value.Probability;
    }
}
