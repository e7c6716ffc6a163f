using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>Made-up answers of scene 1.</summary>
    internal static class Answering
    {
        /// <summary>Classes by their index, with masks as the server applied them.</summary>
        public static Predictions Classes(int index, params Mask[] masks)
        {
            Predictions golden = Golden.Predictions;
            var score = new ClassScore(new ClassLabel(index, $"class {index}", null), 0.5);
            return new Predictions(golden.Image, golden.Framing, masks, new[] { score });
        }

        /// <summary>A column of two clusters.</summary>
        public static ClusteredLayer Column(int position, string layer)
        {
            ClusteredLayer golden = Golden.Layer;
            return new ClusteredLayer(
                position,
                layer,
                golden.Channels,
                golden.Height,
                golden.Width,
                golden.Entropies,
                golden.Clusters,
                golden.Criterion);
        }

        /// <summary>Feature maps of these channels.</summary>
        public static Activations Maps(string layer, params (int Channel, double Entropy)[] maps)
        {
            Tensor map = Golden.Layer.Clusters[0].Representative;
            return new Activations(
                layer,
                map.Shape[0],
                map.Shape[1],
                maps.Select(each => new FeatureMap(each.Channel, each.Entropy, map)).ToList());
        }
    }
}
