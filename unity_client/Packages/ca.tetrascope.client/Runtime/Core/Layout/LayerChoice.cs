using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>Which layers have a column.</summary>
    public sealed class LayerChoice
    {
        /// <summary>Those that the network shows by default.</summary>
        public static readonly LayerChoice Default = new LayerChoice(layer => layer.Shown);

        /// <summary>Every convolution.</summary>
        public static readonly LayerChoice Convolutions = new LayerChoice(layer => layer.Kind == "convolution");

        /// <summary>Every layer.</summary>
        public static readonly LayerChoice All = new LayerChoice(layer => true);

        private readonly System.Predicate<Layer> _holds;

        private LayerChoice(System.Predicate<Layer> holds) => _holds = holds;

        /// <summary>The layers of these names.</summary>
        public static LayerChoice Of(IEnumerable<string> names)
        {
            HashSet<string> known = new HashSet<string>(names);
            return new LayerChoice(layer => known.Contains(layer.Name));
        }

        /// <summary>
        /// The layers that have a column, in the order data flows, as many as a request may name; those shown by
        /// default where the choice holds none of them.
        /// </summary>
        public IReadOnlyList<Layer> From(IReadOnlyList<Layer> layers)
        {
            List<Layer> chosen = new List<Layer>();
            foreach (Layer layer in layers)
            {
                if (chosen.Count < LayersRequest.MaxLayers && _holds(layer))
                {
                    chosen.Add(layer);
                }
            }
            return chosen.Count > 0 || ReferenceEquals(this, Default) ? chosen : Default.From(layers);
        }
    }
}
