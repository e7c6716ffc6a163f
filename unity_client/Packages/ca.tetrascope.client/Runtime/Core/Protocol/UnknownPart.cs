using System;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    /// <summary>A part of a kind that a later minor version has brought; to be ignored.</summary>
    public sealed class UnknownPart : Part
    {
        internal UnknownPart(string kind, ReadOnlyMemory<byte> bytes)
        {
            Kind = kind;
            Bytes = bytes;
        }

        /// <summary>Its kind.</summary>
        public override string Kind { get; }

        /// <summary>The part as it came.</summary>
        public ReadOnlyMemory<byte> Bytes { get; }

        /// <inheritdoc/>
        public override void Write(MessagePackWriter writer)
        {
            writer.WriteRaw(Bytes.Span);
        }
    }
}
