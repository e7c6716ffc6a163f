using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    /// <summary>
    /// What travels between a server and its clients: an immutable record that reads and writes itself without
    /// reflection. The messages themselves are generated from their one definition in Python.
    /// </summary>
    public abstract class Message
    {
        private protected Message()
        {
        }

        /// <summary>Writes it as a map. What a client sends leaves out a field that has its default.</summary>
        /// <param name="writer">Where to.</param>
        public abstract void Write(MessagePackWriter writer);

        /// <summary>Its bytes as MessagePack.</summary>
        public byte[] Encode()
        {
            var writer = new MessagePackWriter();
            Write(writer);
            return writer.Written.ToArray();
        }
    }
}
