using System;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    /// <summary>A frame of a type that a later minor version has brought; to be ignored.</summary>
    public sealed class UnknownFrame : ServerFrame
    {
        internal UnknownFrame(string type, ReadOnlyMemory<byte> bytes)
        {
            Type = type;
            Bytes = bytes;
        }

        /// <summary>Its type.</summary>
        public override string Type { get; }

        /// <summary>The frame as it came.</summary>
        public ReadOnlyMemory<byte> Bytes { get; }

        /// <inheritdoc/>
        public override void Write(MessagePackWriter writer)
        {
            writer.WriteRaw(Bytes.Span);
        }
    }
}
