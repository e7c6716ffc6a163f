using System;
using System.Text;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// A line of a log: what it is (<c>event</c>, or the <c>receipt</c> of a server), its checksum, and the message as
    /// MessagePack in base64. So a line that was not written to its end, or was damaged, is known.
    /// </summary>
    internal static class LogLine
    {
        private const string Event = "event";
        private const string Receipt = "receipt";

        public static byte[] Of(SessionEvent told) => Write(Event, told);

        public static byte[] Of(EventReceipt receipt) => Write(Receipt, receipt);

        /// <summary>What a line holds, without its end: an event, or a receipt; null where it is damaged.</summary>
        public static Message? Read(ReadOnlySpan<byte> line)
        {
            string[] words = Encoding.ASCII.GetString(line).Split(' ');
            try
            {
                byte[] bytes = words.Length == 3 ? Convert.FromBase64String(words[2]) : Array.Empty<byte>();
                if (words.Length != 3 || words[1] != Checksum(bytes))
                {
                    return null;
                }
                return words[0] == Receipt ? (Message)EventReceipt.Decode(bytes) : SessionEvent.Decode(bytes);
            }
            catch (Exception error) when (error is FormatException || error is MessagePackException)
            {
                return null;
            }
        }

        private static byte[] Write(string kind, Message message)
        {
            byte[] bytes = message.Encode();
            return Encoding.ASCII.GetBytes($"{kind} {Checksum(bytes)} {Convert.ToBase64String(bytes)}\n");
        }

        private static string Checksum(byte[] bytes) => Digest.Of(bytes, 4);
    }
}
