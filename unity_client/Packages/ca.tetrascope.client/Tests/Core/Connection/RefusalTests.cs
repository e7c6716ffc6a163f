using System;
using System.Net.Sockets;
using NUnit.Framework;

namespace Tetrascope.Connection
{
    public sealed class RefusalTests : StreamTests
    {
        [Test]
        public void ForWantOfATokenStopsTheAttemptsAndRequestsWaitForTheToken()
        {
            Transport.Always = FakeTransport.Error("unauthorized", 401);
            Asked asked = Ask();
            Break();
            Server.Update();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Token));
            Assert.That(Server.State.Complaint!.Status, Is.EqualTo(401));
            Assert.That(Server.State.RetryAt, Is.Null);
            Wait(120);
            Ask();
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
            Assert.That(asked.Ends, Is.Empty);
            Complaint wrong = Assert.Throws<Complaint>(() => Server.GiveToken("no token!"));
            Assert.That(
                wrong.Message, Is.EqualTo("Expected 16 to 256 letters, digits or . _ ~ -, got something else."));
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
            Server.GiveToken(" http://lab:8765/#token=another-token-0000\n");
            Assert.That(Transport.Tokens[1], Is.EqualTo("another-token-0000"));
            Greet();
            Assert.That(Socket.Requests.Count, Is.EqualTo(2));
        }

        [Test]
        public void OfATokenThatIsNoneLeavesAConnectionAsItIs()
        {
            FakeSocket socket = Connected();
            Assert.Throws<Complaint>(() => Server.GiveToken("no token!"));
            Server.GiveToken("another-token-0000");
            Assert.That(socket.IsClosed, Is.False);
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Ready));
        }

        [Test]
        public void OfOneTokenDoesNotStopTheAttemptWithTheNext()
        {
            Connect("the-first-token-00");
            Server.Connect();
            Transport.Always = null;
            HttpAnswer? health = null;
            Transport.Route("/v1/health", _ => health);
            Break(); // and the reason is being looked for
            Server.GiveToken("the-right-token-00");
            health = FakeTransport.Error("unauthorized", 401);
            Server.Update();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
            Greet();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Ready));
        }

        [TestCase("host_refused")]
        [TestCase("origin_refused")]
        [TestCase("refused")]
        public void StopsTheAttemptsAndEndsRequests(string code)
        {
            Transport.Always = FakeTransport.Error(code, 403);
            Asked first = Ask();
            Break();
            Server.Update();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Refused));
            Asked second = Ask();
            Wait(120);
            Assert.That(Joined(first.Ends), Is.EqualTo(code));
            Assert.That(Joined(second.Ends), Is.EqualTo(code));
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
            Server.Connect();
            Assert.That(Transport.Sockets.Count, Is.EqualTo(2));
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Connecting));
        }

        [Test]
        public void OfTheProtocolsVersionIsTheServersOwnWords()
        {
            Asked asked = Ask();
            Deliver(Error(null, "protocol_mismatch"));
            Break(4400);
            Wait(60);
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Refused));
            Assert.That(Server.State.Complaint!.Code, Is.EqualTo("protocol_mismatch"));
            Assert.That(Server.State.Complaint.Message, Is.EqualTo("No."));
            Assert.That(Server.State.Complaint.Hint, Is.EqualTo("Next."));
            Assert.That(Joined(asked.Ends), Is.EqualTo("protocol_mismatch"));
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
        }

        [Test]
        public void ComesOfAGreetingInAnotherMajorVersionTooButNotOfAnotherMinorOne()
        {
            Server.Connect();
            Greet("3.0.0", "2.0");
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Refused));
            Assert.That(Server.State.Complaint!.Message, Is.EqualTo(
                "Expected a server that speaks version 1 of the protocol, got version 2.0."));
            Server.Connect();
            Greet("0.9.0", "1.9");
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Ready));
        }

        [Test]
        public void ForTooManyStreamsIsNoRefusalAndIsTriedAgain()
        {
            Server.Connect();
            Deliver(Error(null, "busy"));
            Break(1013);
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
            Assert.That(Server.State.RetryAt, Is.EqualTo(Clock.Seconds + 1));
            Assert.That(Server.State.Complaint!.Code, Is.EqualTo("busy"));
        }

        [Test]
        public void SaysWhatIsWrongWhereTheServerAnswersButItsStreamDoesNotOpen()
        {
            Transport.Always = FakeTransport.Answer(Golden.Health);
            Server.Connect();
            Break();
            Server.Update();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
            Assert.That(
                Server.State.Complaint!.Message, Is.EqualTo("The server answers, but its stream could not be opened."));
        }

        [TestCase(SocketError.HostNotFound, "a computer of the name server, found none.")]
        [TestCase(SocketError.ConnectionRefused, "a server at http://server:8765, got none: no program listens there.")]
        public void SaysWhyNobodyAnswers(SocketError error, string expected)
        {
            Transport.Always = new HttpAnswer(new InvalidOperationException("outer", new SocketException((int)error)));
            Server.Connect();
            Break();
            Server.Update();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
            Assert.That(Server.State.Complaint!.Message, Is.EqualTo($"Expected {expected}"));
            Assert.That(Server.State.Complaint.Hint, Is.Not.Null);
        }
    }
}
