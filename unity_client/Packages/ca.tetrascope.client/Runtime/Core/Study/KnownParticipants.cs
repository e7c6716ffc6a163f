using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Settings;

namespace Tetrascope.Study
{
    /// <summary>
    /// Whose sessions were opened on this device: the one that is open, to which the program comes back when it was
    /// ended, and those of whom events are still to be sent. They are among the program's settings, beside the server's
    /// token.
    /// </summary>
    public sealed class KnownParticipants
    {
        private const string PresentKey = "tetrascope.participant";
        private const string OthersKey = "tetrascope.participants";

        private readonly ISettingsStore _store;

        /// <summary>What <paramref name="store"/> holds.</summary>
        public KnownParticipants(ISettingsStore store)
        {
            _store = store;
        }

        /// <summary>
        /// The one whose session is open; null for none. Whoever was it before is kept among the others.
        /// </summary>
        public ParticipantAddress? Present
        {
            get => Read(_store.Get(PresentKey) ?? "");
            set
            {
                ParticipantAddress? before = Present;
                _store.Set(PresentKey, value?.Text);
                List<ParticipantAddress> others = Others();
                others.RemoveAll(other => other.Owner == value?.Owner || other.Owner == before?.Owner);
                if (before != null && before.Owner != value?.Owner)
                {
                    others.Add(before);
                }
                Keep(others);
            }
        }

        /// <summary>Those before.</summary>
        public List<ParticipantAddress> Others()
        {
            var others = new List<ParticipantAddress>();
            foreach (string text in (_store.Get(OthersKey) ?? "").Split(' '))
            {
                if (Read(text) is ParticipantAddress other)
                {
                    others.Add(other);
                }
            }
            return others;
        }

        /// <summary>Forgets one of those before.</summary>
        public void Forget(string owner)
        {
            List<ParticipantAddress> others = Others();
            if (others.RemoveAll(other => other.Owner == owner) > 0)
            {
                Keep(others);
            }
        }

        private static ParticipantAddress? Read(string text)
        {
            try
            {
                return text.Length == 0 ? null : ParticipantAddress.Parse(text, ServerAddress.Local);
            }
            catch (Complaint)
            {
                return null; // written by hand, or by a later release
            }
        }

        private void Keep(List<ParticipantAddress> others)
        {
            string text = string.Join(" ", others.ConvertAll(other => other.Text));
            _store.Set(OthersKey, text.Length == 0 ? null : text);
        }
    }
}
