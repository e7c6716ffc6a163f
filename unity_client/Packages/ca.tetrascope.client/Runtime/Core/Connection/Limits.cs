namespace Tetrascope.Connection
{
    /// <summary>What both ends of a connection hold to.</summary>
    internal static class Limits
    {
        /// <summary>The media type of every message.</summary>
        public const string MessagePackType = "application/msgpack";

        /// <summary>
        /// The longest answer that is taken, in bytes. A server holds no more than that for all of its answers together
        /// (<c>result_bytes</c> of the guide), so a longer one is none of Tetrascope's.
        /// </summary>
        public const int MaxAnswerBytes = 256 * 1024 * 1024;
    }
}
