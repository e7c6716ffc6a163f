namespace Tetrascope.Connection
{
    /// <summary>How a request ended, where it did not fail.</summary>
    public enum Ending
    {
        /// <summary>It was answered in full.</summary>
        Done,

        /// <summary>Whoever asked has stopped it.</summary>
        Cancelled,

        /// <summary>A newer request of the same slot took its place.</summary>
        Superseded,
    }
}
