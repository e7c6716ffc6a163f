using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Equal for requests that have the same answer.</summary>
    internal readonly struct RequestKey : IEquatable<RequestKey>
    {
        private readonly byte[]? _bytes;

        /// <summary>That of a request.</summary>
        public RequestKey(AnalysisRequest body)
        {
            _bytes = body.Encode();
        }

        public bool Equals(RequestKey other)
        {
            return _bytes.AsSpan().SequenceEqual(other._bytes) && (_bytes == null) == (other._bytes == null);
        }

        public override bool Equals(object? other)
        {
            return other is RequestKey key && Equals(key);
        }

        public override int GetHashCode()
        {
            return _bytes?.Length ?? 0;
        }
    }
}
