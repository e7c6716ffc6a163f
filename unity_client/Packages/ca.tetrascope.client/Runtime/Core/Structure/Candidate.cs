using System.Collections.Generic;
using Tetrascope.Masks;

namespace Tetrascope.Structure
{
    /// <summary>One of a session's images that can be compared.</summary>
    public sealed class Candidate
    {
        internal Candidate(string key, string name, IReadOnlyList<PlacedMask> masks, string fill)
        {
            Key = key;
            Name = name;
            Masks = masks;
            Fill = fill;
        }

        /// <summary>Tells it apart from the others.</summary>
        public string Key { get; }

        /// <summary>What a person calls it.</summary>
        public string Name { get; }

        /// <summary>Its masks.</summary>
        public IReadOnlyList<PlacedMask> Masks { get; }

        /// <summary>What its masked pixels become.</summary>
        public string Fill { get; }
    }
}
