using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Settings;

namespace Tetrascope.Study
{
    public sealed class ParticipantAddressTests
    {
        private const string Key = "3Qk-l5_v9bZrT0yXw2mNcA";

        [TestCase("http://lab:9000/study#key=" + Key, "http://lab:9000")]
        [TestCase(" lab/study#key=" + Key, "http://lab:8765")]
        [TestCase(Key, "http://usual:8765")]
        public void AnAddressOrAKeyAloneOpensASession(string text, string server)
        {
            ParticipantAddress found = ParticipantAddress.Parse(text, ServerAddress.Parse("usual"));
            Assert.That(found.Key, Is.EqualTo(Key));
            Assert.That(found.Server.ToString(), Is.EqualTo(server));
            Assert.That(ParticipantAddress.Parse(found.Text, ServerAddress.Local).Owner, Is.EqualTo(found.Owner));
            Assert.That(found.Server.ToString().Contains(Key), Is.False);
        }

        [TestCase("")]
        [TestCase("short")]
        [TestCase("http://lab:9000/study")]
        [TestCase("http://lab:9000/#token=0123456789abcdef")]
        public void AnythingElseIsToldWhatWasExpected(string text)
        {
            Complaint? complaint = null;
            try
            {
                ParticipantAddress.Parse(text, ServerAddress.Local);
            }
            catch (Complaint caught)
            {
                complaint = caught;
            }
            Assert.That(complaint!.Message.StartsWith("Expected the address of a participant"), Is.True);
            Assert.That(complaint.Field, Is.EqualTo("key"));
        }

        [Test]
        public void WhoWasThereBeforeIsKnownUntilTheyAreForgotten()
        {
            var settings = new MemorySettings();
            var known = new KnownParticipants(settings);
            ParticipantAddress ann = ParticipantAddress.Parse(Key, ServerAddress.Parse("lab"));
            ParticipantAddress ben = ParticipantAddress.Parse("another-key-0123456789", ServerAddress.Parse("lab"));
            Assert.That(known.Present, Is.Null);
            known.Present = ann;
            known.Present = ann;
            known.Present = ben;
            known = new KnownParticipants(settings);
            Assert.That(known.Present!.Owner, Is.EqualTo(ben.Owner));
            Assert.That(known.Others().Single().Key, Is.EqualTo(Key));
            known.Present = ann;
            Assert.That(known.Others().Single().Owner, Is.EqualTo(ben.Owner));
            known.Present = null;
            Assert.That(known.Others().Count, Is.EqualTo(2));
            known.Forget(ann.Owner);
            known.Forget(ben.Owner);
            Assert.That(known.Others(), Is.Empty);
        }
    }
}
