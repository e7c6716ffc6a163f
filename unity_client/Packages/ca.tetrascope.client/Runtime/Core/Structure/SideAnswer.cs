using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>What the network makes of one side of a comparison, in the layer compared.</summary>
    public sealed class SideAnswer
    {
        internal SideAnswer(Predictions predictions, ClusteredLayer column, IReadOnlyList<FeatureMap> maps)
        {
            Predictions = predictions;
            Column = column;
            Maps = maps;
        }

        /// <summary>The classes.</summary>
        public Predictions Predictions { get; }

        /// <summary>The layer in clusters.</summary>
        public ClusteredLayer Column { get; }

        /// <summary>All maps of the layer.</summary>
        public IReadOnlyList<FeatureMap> Maps { get; }
    }
}
