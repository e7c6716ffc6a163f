namespace Tetrascope.Structure
{
    /// <summary>Order of feature maps.</summary>
    public enum MapOrder
    {
        /// <summary>By channel.</summary>
        Channel,

        /// <summary>The highest score by the criterion first, equal ones by channel.</summary>
        Score,
    }
}
