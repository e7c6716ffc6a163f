using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>The layers of a network that are shown, and the size of what enters it.</summary>
    public sealed class Flow
    {
        /// <summary>Layers in the order data flows, behind an input of this size.</summary>
        public Flow(IReadOnlyList<Layer> layers, Size input)
        {
            Layers = layers;
            Input = input;
        }

        /// <summary>The layers, in the order data flows.</summary>
        public IReadOnlyList<Layer> Layers { get; }

        /// <summary>Rows and columns of the network's input.</summary>
        public Size Input { get; }
    }
}
