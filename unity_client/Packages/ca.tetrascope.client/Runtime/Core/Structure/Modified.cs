using System.Collections.Generic;
using Tetrascope.Masks;

namespace Tetrascope.Structure
{
    /// <summary>A modified image that was kept to return to.</summary>
    public sealed class Modified
    {
        internal Modified(int id, string name, IReadOnlyList<PlacedMask> masks, string fill)
        {
            Id = id;
            Name = name;
            Masks = masks;
            Fill = fill;
        }

        /// <summary>Tells it apart from the others of its image.</summary>
        public int Id { get; }

        /// <summary>What the person calls it.</summary>
        public string Name { get; }

        /// <summary>Its masks.</summary>
        public IReadOnlyList<PlacedMask> Masks { get; }

        /// <summary>What its masked pixels become.</summary>
        public string Fill { get; }
    }
}
