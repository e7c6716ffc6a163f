namespace Tetrascope.Structure
{
    /// <summary>How a network's layers are shown.</summary>
    public enum Mode
    {
        /// <summary>Columns of clusters.</summary>
        Clustered,

        /// <summary>The list of layers, each opening to all its maps.</summary>
        Unclustered,
    }
}
