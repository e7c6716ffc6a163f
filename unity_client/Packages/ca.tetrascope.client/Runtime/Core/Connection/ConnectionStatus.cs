namespace Tetrascope.Connection
{
    /// <summary>How it stands with the connection.</summary>
    public enum ConnectionStatus
    {
        /// <summary>The first attempt is under way, or has not begun.</summary>
        Connecting,

        /// <summary>The server has greeted.</summary>
        Ready,

        /// <summary>It is lost, or could not be had, and will be tried again.</summary>
        Lost,

        /// <summary>The server wants another token, and requests wait for it.</summary>
        Token,

        /// <summary>The server will not serve this client; requests fail.</summary>
        Refused,
    }
}
