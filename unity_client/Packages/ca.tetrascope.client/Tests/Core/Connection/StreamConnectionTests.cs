using System.Linq;
using NUnit.Framework;

namespace Tetrascope.Connection
{
    public sealed class StreamConnectionTests : StreamTests
    {
        [Test]
        public void OpensWithTheFirstRequestAndWaitsForTheGreeting()
        {
            Connect("secret-token-0000");
            Assert.That(Transport.Sockets.Count, Is.EqualTo(0));
            Ask("structure");
            Assert.That(Transport.Tokens, Is.EqualTo(new[] { "secret-token-0000" }));
            Assert.That(Socket.Sent, Is.Empty);
            Greet();
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
            Assert.That(Socket.Requests[0].Slot, Is.EqualTo("structure"));
            Assert.That(Socket.Requests[0].Operation, Is.EqualTo("layers"));
            Assert.That(Socket.Requests[0].Body.Encode(), Is.EqualTo(Body.Encode()));
            Assert.That(StatusesSeen(), Is.EqualTo("Connecting Ready"));
            Assert.That(Server.Version, Is.EqualTo("0.1.0"));
        }

        [Test]
        public void IsOneForAllRequests()
        {
            Ask();
            Ask();
            Connected();
            Ask();
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
            Assert.That(Joined(Socket.Requests.Select(frame => frame.Id)), Is.EqualTo("1 2 3"));
        }

        [Test]
        public void ComesBackAfterGrowingDelaysAndTellsWhen()
        {
            Server.Connect();
            int attempt = 0;
            foreach (int seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
            {
                int before = Transport.Sockets.Count;
                Break();
                Server.Update();
                Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
                Assert.That(Server.State.Attempt, Is.EqualTo(++attempt));
                Assert.That(Server.State.RetryAt, Is.EqualTo(Clock.Seconds + seconds));
                Assert.That(Server.State.Complaint?.Code, Is.EqualTo("unreachable"));
                Wait(seconds - 0.001);
                Assert.That(Transport.Sockets.Count, Is.EqualTo(before));
                Wait(0.002);
                Assert.That(Transport.Sockets.Count, Is.EqualTo(before + 1));
                Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
            }
        }

        [Test]
        public void BeginsAgainAtOneSecondOnceItWasThere()
        {
            Server.Connect();
            Break();
            Wait(1);
            Greet();
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Ready));
            Assert.That(Server.State.Complaint, Is.Null);
            Assert.That(Server.State.RetryAt, Is.Null);
            Break(1012);
            Assert.That(Server.State.RetryAt, Is.EqualTo(Clock.Seconds + 1));
        }

        [Test]
        public void IsTriedAtOnceOnDemand()
        {
            Server.Connect();
            Break();
            Server.Connect();
            Assert.That(Transport.Sockets.Count, Is.EqualTo(2));
            Server.Connect(); // one is on its way
            Wait(5);
            Assert.That(Transport.Sockets.Count, Is.EqualTo(2));
        }

        [Test]
        public void IsGivenUpWhereNoGreetingComes()
        {
            Server.Connect();
            FakeSocket silent = Socket;
            Wait(30);
            Assert.That(silent.IsClosed, Is.True);
            Assert.That(Status, Is.EqualTo(ConnectionStatus.Lost));
        }

        [Test]
        public void IsReplacedWhereItSeemsToLiveButDoesNot()
        {
            FakeSocket dead = Connected();
            Asked asked = Ask();
            Server.ComeBack(); // and nothing answers
            Server.Update();
            Assert.That(dead.IsClosed, Is.True);
            Greet();
            Assert.That(Joined(asked.Told), Is.EqualTo("restart"));
            dead.Deliver(Layer("1", 0));
            Server.Update();
            Assert.That(Joined(asked.Told), Is.EqualTo("restart"));
        }

        [Test]
        public void StaysWhereTheServerAnswersAfterASleep()
        {
            FakeSocket alive = Connected();
            Transport.Always = FakeTransport.Answer(Golden.Health);
            Server.ComeBack();
            Server.Update();
            Assert.That(alive.IsClosed, Is.False);
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
        }

        [Test]
        public void TellsThatTheServerWasReplaced()
        {
            int replaced = 0;
            Server.ServerReplaced += () => replaced++;
            Connected();
            Break();
            Wait(1);
            Greet();
            Assert.That(replaced, Is.EqualTo(0));
            Break();
            Wait(1);
            Greet("0.2.0");
            Assert.That(replaced, Is.EqualTo(1));
            Assert.That(Server.Version, Is.EqualTo("0.2.0"));
        }
    }
}
