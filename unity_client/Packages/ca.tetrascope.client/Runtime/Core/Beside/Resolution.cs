using System.Collections.Generic;

namespace Tetrascope.Beside
{
    /// <summary>Layers of both networks whose outputs are about the same share of their inputs.</summary>
    public sealed class Resolution
    {
        internal Resolution(int? halvings, IReadOnlyList<LayerPair> pairs)
        {
            Halvings = halvings;
            Pairs = pairs;
        }

        /// <summary>
        /// How often the input's side was halved on the way to them; null for units, which are at no place of the
        /// picture.
        /// </summary>
        public int? Halvings { get; }

        /// <summary>The layers, from the first to the last.</summary>
        public IReadOnlyList<LayerPair> Pairs { get; }
    }
}
