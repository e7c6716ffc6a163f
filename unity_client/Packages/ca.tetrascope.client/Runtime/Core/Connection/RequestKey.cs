using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Equal for requests that have the same answer.</summary>
    internal readonly struct RequestKey : IEquatable<RequestKey>
    {
        private readonly string? _operation;
        private readonly byte[]? _bytes;

        /// <summary>That of a request.</summary>
        public RequestKey(AnalysisRequest body)
        {
            _operation = body.Operation;
            _bytes = body.Encode();
        }

        public bool Equals(RequestKey other)
        {
            return _operation == other._operation && _bytes.AsSpan().SequenceEqual(other._bytes);
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
