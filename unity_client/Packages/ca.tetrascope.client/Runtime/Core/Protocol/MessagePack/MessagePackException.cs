using System;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>Bytes are not the MessagePack that was expected.</summary>
    public sealed class MessagePackException : Exception
    {
        /// <summary>What was expected and what was found.</summary>
        /// <param name="message">The sentence, without the position.</param>
        /// <param name="position">Where in the bytes, from 0.</param>
        public MessagePackException(string message, int position)
            : base($"{message} (at byte {position})")
        {
            Position = position;
        }

        /// <summary>Where in the bytes, from 0.</summary>
        public int Position { get; }
    }
}
