namespace Tetrascope.Connection
{
    /// <summary>How the connection is. Never changes; only replaced.</summary>
    public sealed class ConnectionState
    {
        internal ConnectionState(
            ConnectionStatus status, int attempt = 0, double? retryAt = null, Complaint? complaint = null)
        {
            Status = status;
            Attempt = attempt;
            RetryAt = retryAt;
            Complaint = complaint;
        }

        /// <summary>How it stands.</summary>
        public ConnectionStatus Status { get; }

        /// <summary>Attempts that have failed since the server greeted last.</summary>
        public int Attempt { get; }

        /// <summary>
        /// When the next attempt begins, as the connection's clock counts; null where none is planned or one is on.
        /// </summary>
        public double? RetryAt { get; }

        /// <summary>Why, where it is known.</summary>
        public Complaint? Complaint { get; }
    }
}
