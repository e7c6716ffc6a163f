namespace Tetrascope.Structure
{
    /// <summary>Order of feature maps.</summary>
    public enum MapOrder
    {
        /// <summary>By channel.</summary>
        Channel,

        /// <summary>The highest entropy first, equal ones by channel.</summary>
        Entropy,
    }
}
