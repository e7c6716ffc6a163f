namespace Tetrascope.Connection
{
    /// <summary>A request whose answer is awaited.</summary>
    public sealed class Running
    {
        private readonly StreamClient _stream;
        private readonly UnderWay _request;

        internal Running(StreamClient stream, UnderWay request)
        {
            _stream = stream;
            _request = request;
        }

        /// <summary>Whether it has ended, in whatever way.</summary>
        public bool Ended => _request.Ended;

        /// <summary>Stops it, unless it has ended already; no part of it is told any more.</summary>
        public void Cancel()
        {
            _stream.Cancel(_request);
        }
    }
}
