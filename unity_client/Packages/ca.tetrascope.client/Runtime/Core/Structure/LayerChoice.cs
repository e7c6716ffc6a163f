using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>
    /// Which layers have a column: those that the network shows by default, a kind of them, or some by name.
    /// </summary>
    public sealed class LayerChoice
    {
        /// <summary>Those that the network shows by default.</summary>
        public static readonly LayerChoice Usual = new LayerChoice(layer => layer.Shown);

        /// <summary>All that can be shown.</summary>
        public static readonly LayerChoice All = new LayerChoice(_ => true);

        /// <summary>The convolutions.</summary>
        public static readonly LayerChoice Convolutions = new LayerChoice(layer => layer.Kind == "convolution");

        private readonly Func<Layer, bool> _chosen;

        private LayerChoice(Func<Layer, bool> chosen)
        {
            _chosen = chosen;
        }

        /// <summary>Layers of these names.</summary>
        public static LayerChoice Named(IEnumerable<string> names)
        {
            var set = new HashSet<string>(names);
            return new LayerChoice(layer => set.Contains(layer.Name));
        }

        /// <summary>
        /// The layers that have a column, in the order data flows; those shown by default where the choice names none.
        /// </summary>
        public IReadOnlyList<Layer> Of(IReadOnlyList<Layer> layers)
        {
            var chosen = new List<Layer>();
            foreach (Layer layer in layers)
            {
                if (_chosen(layer) && chosen.Count < LayersRequest.MaxLayers)
                {
                    chosen.Add(layer);
                }
            }
            return chosen.Count > 0 || this == Usual ? chosen : Usual.Of(layers);
        }
    }
}
