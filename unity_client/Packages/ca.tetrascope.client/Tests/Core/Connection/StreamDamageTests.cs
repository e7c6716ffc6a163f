using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Connection
{
    public sealed class StreamDamageTests : StreamTests
    {
        [Test]
        public void IsAskedForAnewOnceAndThenGivenUp()
        {
            Connected();
            Asked asked = Ask();
            Deliver(Predictions("1", 0));
            Damage(0xc1, 0, 0);
            Assert.That(SentAfter(1), Is.EqualTo("cancel 1 request 2"));
            Deliver(Layer("1", 1), Predictions("2", 0));
            Assert.That(Joined(asked.Told), Is.EqualTo("predictions restart predictions"));
            Damage(0x93);
            Assert.That(Joined(asked.Ends), Is.EqualTo("failed"));
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Ready));
        }

        [Test]
        public void WithAGapIsAskedForAnew()
        {
            Connected();
            Asked asked = Ask();
            Deliver(Predictions("1", 0), Layer("1", 2));
            Assert.That(IdOf(1), Is.EqualTo("2"));
            Assert.That(Joined(asked.Told), Is.EqualTo("predictions restart"));
        }

        [Test]
        public void InTheMiddleOfAPartIsAskedForAnew()
        {
            Connected();
            Asked asked = Ask();
            byte[] frame = Layer("1", 0).Encode();
            Socket.Deliver(frame.Take(frame.Length / 2).ToArray());
            Server.Update();
            Assert.That(Joined(asked.Told), Is.EqualTo("restart"));
        }

        [Test]
        public void ThatIsNoFrameHarmsNothing()
        {
            Connected();
            Damage(0xc0);
            Damage(0xa1, (byte)'t');
            Damage(0x90);
            Damage(0x81, 0xa2, (byte)'i', (byte)'d', 0xa1, (byte)'1');
            Asked asked = Ask();
            Deliver(Predictions("1", 0), Done("1"));
            Assert.That(Joined(asked.Ends), Is.EqualTo("done"));
        }

        [Test]
        public void FramesAndKindsOfALaterMinorVersionAreIgnored()
        {
            Connected();
            Asked asked = Ask();
            Send(("type", "weather"), ("id", "1"), ("sky", "blue"));
            Send(("type", "notice"));
            SendHologram();
            Deliver(Layer("1", 1), Predictions("1", 2), Done("1"));
            Assert.That(Joined(asked.Told), Is.EqualTo("hologram layer predictions"));
            Assert.That(Joined(asked.Ends), Is.EqualTo("done"));
        }

        private void Damage(params byte[] bytes)
        {
            Socket.Deliver(bytes);
            Server.Update();
        }

        private void Send(params (string Key, string Value)[] entries)
        {
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(entries.Length);
            foreach ((string key, string value) in entries)
            {
                writer.WriteText(key);
                writer.WriteText(value);
            }
            Damage(writer.Written.ToArray());
        }

        private void SendHologram()
        {
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(5);
            foreach ((string key, string value) in new[] { ("type", "part"), ("id", "1"), ("kind", "hologram") })
            {
                writer.WriteText(key);
                writer.WriteText(value);
            }
            writer.WriteText("sequence");
            writer.WriteInteger(0);
            writer.WriteText("content");
            writer.WriteMapHeader(0);
            Damage(writer.Written.ToArray());
        }
    }
}
