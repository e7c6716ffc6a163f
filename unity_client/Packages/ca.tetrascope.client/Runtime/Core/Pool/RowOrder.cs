namespace Tetrascope.Pool
{
    /// <summary>What the list of images can be sorted by.</summary>
    public enum RowOrder
    {
        /// <summary>The pool's own order.</summary>
        Index,

        /// <summary>Name of the most probable class.</summary>
        Label,

        /// <summary>Change of the examined label's probability.</summary>
        Change,

        /// <summary>Probability outside the labels at the corners.</summary>
        Outside,

        /// <summary>Signed distance to the boundary.</summary>
        Distance,
    }
}
