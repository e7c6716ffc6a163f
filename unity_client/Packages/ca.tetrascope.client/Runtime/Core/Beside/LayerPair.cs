using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Two layers that stand beside each other; null where a network has none there.</summary>
    public readonly struct LayerPair
    {
        /// <summary>The layer of the first network, and that of the second.</summary>
        public LayerPair(Layer? one, Layer? two)
        {
            One = one;
            Two = two;
        }

        /// <summary>The first network's layer.</summary>
        public Layer? One { get; }

        /// <summary>The second network's.</summary>
        public Layer? Two { get; }
    }
}
