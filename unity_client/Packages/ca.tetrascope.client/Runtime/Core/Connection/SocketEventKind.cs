namespace Tetrascope.Connection
{
    /// <summary>What can come of a connection of the stream.</summary>
    public enum SocketEventKind
    {
        /// <summary>A frame of the server.</summary>
        Frame,

        /// <summary>A frame that could not be read.</summary>
        Damaged,

        /// <summary>The connection has ended, or could not be opened.</summary>
        Closed,
    }
}
