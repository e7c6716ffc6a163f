using NUnit.Framework;

namespace Tetrascope.Connection
{
    public sealed class ConnectionNoticeTests : StreamTests
    {
        private ConnectionNotice Notice => ConnectionNotice.Of(Server);

        [Test]
        public void SaysWhatIsWhyAndWhenItIsTriedAgain()
        {
            Server.Connect();
            Assert.That(Notice.Title, Is.EqualTo("Connecting to http://server:8765 …"));
            Break();
            Break();
            Assert.That(Notice.Title, Is.EqualTo("The server does not answer."));
            Assert.That(Notice.Countdown, Is.EqualTo("Attempt 1 failed. Next try in 1 s."));
            Wait(1);
            Assert.That(Notice.Countdown, Is.EqualTo("Trying …"));
            Break();
            Wait(0.5);
            Assert.That(Notice.Countdown, Is.EqualTo("Attempt 2 failed. Next try in 2 s."));
            Server.Connect();
            Greet();
            Assert.That(Notice.Title, Is.EqualTo("Connected to http://server:8765."));
            Assert.That(Notice.Text, Is.Empty);
            Assert.That(Notice.Countdown, Is.Empty);
        }

        [Test]
        public void SaysWhatToDoAboutARefusal()
        {
            Transport.Always = FakeTransport.Error("unauthorized", 401);
            Server.Connect();
            Break();
            Server.Update();
            Assert.That(Notice.Title, Is.EqualTo("This server asks for a token."));
            Assert.That(Notice.Text, Is.EqualTo(
                "No: unauthorized. Whoever started it has the token: their own, or one that was printed at the "
                    + "start."));
            Server.GiveToken("secret-token-0000");
            Greet("9", "2.0");
            Assert.That(Notice.Title, Is.EqualTo("This client and the server do not fit together."));
            Assert.That(Notice.Text, Is.EqualTo(
                "Expected a server that speaks version 1 of the protocol, got version 2.0. "
                    + "Install the release of this client that belongs to the server's."));
        }
    }
}
