using System.Text;
using Tetrascope.Connection;
using Tetrascope.Study.Log;

namespace Tetrascope.Study
{
    /// <summary>Where a study is conducted, and the key that opens one participant's session there.</summary>
    public sealed class ParticipantAddress
    {
        /// <summary>The session that <paramref name="key"/> opens at a server.</summary>
        public ParticipantAddress(ServerAddress server, string key)
        {
            Server = server;
            Key = key;
            Owner = Digest.Of(Encoding.UTF8.GetBytes(key), 8);
        }

        /// <summary>The server.</summary>
        public ServerAddress Server { get; }

        /// <summary>The participant's key; it is sent in the place of the server's token.</summary>
        public string Key { get; }

        /// <summary>Tells the owner of the key apart from others, and does not tell the key.</summary>
        public string Owner { get; }

        /// <summary>Server and key as one text, as the experimenter has it; it is a secret.</summary>
        public string Text => $"{Server}/study#key={Key}";

        /// <summary>
        /// The address in what a person has typed or pasted: the whole of it, or the key alone, which is then one of
        /// <paramref name="usual"/>.
        /// </summary>
        /// <exception cref="Complaint"><c>unauthorized</c> or <c>invalid_address</c>: the text is none.</exception>
        public static ParticipantAddress Parse(string text, ServerAddress usual)
        {
            bool whole = text.Contains("#");
            ServerAddress server = whole ? ServerAddress.Parse(text) : usual;
            try
            {
                return new ParticipantAddress(server, AccessToken.In(whole ? server.Key ?? "" : text));
            }
            catch (Complaint complaint)
            {
                throw new Complaint(
                    complaint.Code,
                    "Expected the address of a participant, such as http://192.168.0.20:8765/study#key=…, or the key "
                        + "in it, got something else.",
                    "The experimenter has it.",
                    "key");
            }
        }
    }
}
