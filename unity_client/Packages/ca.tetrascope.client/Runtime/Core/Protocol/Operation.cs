using System;
using System.Collections.Generic;

namespace Tetrascope.Protocol
{
    /// <summary>One question that can be asked, over HTTP and on the stream.</summary>
    public abstract class Operation
    {
        private protected Operation(string name, string summary, IReadOnlyList<string> parts)
        {
            Name = name;
            Summary = summary;
            Parts = parts;
        }

        /// <summary>Its name on the stream, and the last part of its route.</summary>
        public string Name { get; }

        /// <summary>Its HTTP route, to which a request is posted.</summary>
        public string Path => Wire.Root + Name;

        /// <summary>What it gives, in a line.</summary>
        public string Summary { get; }

        /// <summary>The kinds of part in which the stream answers, in the order in which they come.</summary>
        public IReadOnlyList<string> Parts { get; }
    }

    /// <summary>One question, with what it is asked and answered with.</summary>
    /// <typeparam name="TRequest">What it is asked with.</typeparam>
    /// <typeparam name="TAnswer">What it is answered with over HTTP, where an answer is one whole.</typeparam>
    public sealed class Operation<TRequest, TAnswer> : Operation
        where TRequest : AnalysisRequest
        where TAnswer : Message
    {
        private readonly Func<ReadOnlyMemory<byte>, TAnswer> _decode;

        internal Operation(
            string name, string summary, Func<ReadOnlyMemory<byte>, TAnswer> decode, params string[] parts)
            : base(name, summary, parts)
        {
            _decode = decode;
        }

        /// <summary>The answer that the body of an HTTP answer holds.</summary>
        public TAnswer Decode(ReadOnlyMemory<byte> bytes)
        {
            return _decode(bytes);
        }
    }
}
