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
        public static readonly LayerChoice Usual = new LayerChoice(null, layer => layer.Shown);

        /// <summary>All that can be shown.</summary>
        public static readonly LayerChoice All = new LayerChoice("*", _ => true);

        /// <summary>The convolutions.</summary>
        public static readonly LayerChoice Convolutions =
            new LayerChoice("c", layer => layer.Kind == "convolution");

        /// <summary>Letters of a layer's name, at most.</summary>
        private const int MaxNameLength = 128;

        private const char BetweenNames = ',';

        private readonly Func<Layer, bool> _chosen;

        private LayerChoice(string? text, Func<Layer, bool> chosen)
        {
            Text = text;
            _chosen = chosen;
        }

        /// <summary>
        /// As an address has it: <c>*</c> for all, <c>c</c> for the convolutions, else names with commas between; null
        /// for those shown by default, and where a name has a comma.
        /// </summary>
        public string? Text { get; }

        /// <summary>Layers of these names.</summary>
        public static LayerChoice Named(IEnumerable<string> names)
        {
            var set = new HashSet<string>(names);
            bool says = set.Count > 0;
            foreach (string name in set)
            {
                says &= name.IndexOf(BetweenNames) < 0;
            }
            string? text = says ? string.Join(BetweenNames.ToString(), set) : null;
            return new LayerChoice(text, layer => set.Contains(layer.Name));
        }

        /// <summary>The choice that <see cref="Text"/> says; null where it cannot be read.</summary>
        public static LayerChoice? Read(string text)
        {
            if (text == All.Text)
            {
                return All;
            }
            if (text == Convolutions.Text)
            {
                return Convolutions;
            }
            string[] names = text.Split(BetweenNames);
            bool readable = names.Length <= LayersRequest.MaxLayers
                && Array.TrueForAll(names, name => name.Length >= 1 && name.Length <= MaxNameLength);
            return readable ? Named(names) : null;
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
