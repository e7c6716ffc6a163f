using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    public sealed class StreamRequestTests : StreamTests
    {
        [Test]
        public void GetsItsOwnPartsAndProgressInOrderAndEndsOnce()
        {
            Connected();
            Asked one = Ask();
            Asked two = Ask();
            Deliver(
                Predictions("1", 0),
                new ProgressFrame("2", new Progress(1, 3, null, "")),
                Layer("1", 1),
                Done("1"),
                Layer("1", 2), // nothing follows an end
                Error("1", "failed"));
            Assert.That(Joined(one.Told), Is.EqualTo("predictions layer"));
            Assert.That(Joined(one.Ends), Is.EqualTo("done"));
            Assert.That(Joined(two.Told), Is.EqualTo("1/3"));
            Assert.That(two.Ends, Is.Empty);
        }

        [Test]
        public void GivesTheWholeAnswer()
        {
            Connected();
            Layers? whole = null;
            Server.Ask(Operations.Layers, Body, new Asking<Layers>(answer => whole = answer));
            Deliver(Predictions("1", 0), Layer("1", 1), Layer("1", 2), Done("1"));
            Assert.That(whole!.Items.Count, Is.EqualTo(2));
            Assert.That(whole.Predictions.Encode(), Is.EqualTo(Golden.Predictions.Encode()));
        }

        [Test]
        public void WithoutAnAnswerIsUnreadable()
        {
            Connected();
            Asked asked = Ask();
            Deliver(Done("1"));
            Assert.That(Joined(asked.Ends), Is.EqualTo("failed"));
        }

        [Test]
        public void FailsWithTheServersWords()
        {
            Connected();
            Asked asked = Ask();
            Deliver(new ErrorFrame("1", new ErrorBody("invalid_input", "Expected 1.", null, "clusters")));
            Assert.That(asked.Complaint!.Code, Is.EqualTo("invalid_input"));
            Assert.That(asked.Complaint.Message, Is.EqualTo("Expected 1."));
            Assert.That(asked.Complaint.Field, Is.EqualTo("clusters"));
            Assert.That(asked.Complaint.Hint, Is.Null);
        }

        [Test]
        public void IsCancelledAtOnceAndTheServerIsTold()
        {
            Connected();
            Asked asked = Ask();
            asked.Running!.Cancel();
            asked.Running.Cancel();
            Assert.That(Joined(Socket.Cancels), Is.EqualTo("1"));
            Deliver(Layer("1", 0), new CancelledFrame("1", "cancelled"));
            Assert.That(asked.Told, Is.Empty);
            Assert.That(Joined(asked.Ends), Is.EqualTo("stopped"));
        }

        [Test]
        public void IsCancelledWhileThereIsNoConnection()
        {
            Asked asked = Ask();
            asked.Running!.Cancel();
            Greet();
            Assert.That(Joined(asked.Ends), Is.EqualTo("stopped"));
            Assert.That(Socket.Sent, Is.Empty);
        }

        [Test]
        public void IsSupersededByANewerOneOfItsSlotAndHearsNothingMore()
        {
            Connected();
            Asked older = Ask("structure");
            Asked other = Ask("pool");
            Asked free = Ask();
            Asked newer = Ask("structure");
            Server.Update();
            Assert.That(Joined(older.Ends), Is.EqualTo("stopped"));
            Assert.That(other.Ends.Concat(free.Ends).Concat(newer.Ends), Is.Empty);
            // First the newer one, which takes the slot; the cancel is for the case that the server refuses it.
            Assert.That(SentAfter(3), Is.EqualTo("request 4 cancel 1"));
            Deliver(Layer("1", 0));
            Assert.That(older.Told, Is.Empty);
        }

        [Test]
        public void WaitingForAConnectionIsSupersededTooAndOnlyTheNewestIsSent()
        {
            Asked older = Ask("structure");
            Ask("structure");
            Greet();
            Assert.That(Joined(older.Ends), Is.EqualTo("stopped"));
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void IsSentAgainFromTheBeginningAfterALoss()
        {
            Connected();
            Layers? whole = null;
            var told = new List<string>();
            Server.Ask(Operations.Layers, Body, new Asking<Layers>(answer => whole = answer)
            {
                OnPart = part => told.Add(part.Kind),
                OnRestart = () => told.Add("restart"),
            });
            Deliver(Predictions("1", 0), Layer("1", 1));
            Break();
            Wait(1);
            Assert.That(Joined(told), Is.EqualTo("predictions layer")); // what is there stays until the server is back
            Greet();
            string id = IdOf(0);
            Assert.That(id, Is.Not.EqualTo("1"));
            Deliver(Predictions(id, 0), Layer(id, 1), Done(id));
            Assert.That(Joined(told), Is.EqualTo("predictions layer restart predictions layer"));
            Assert.That(whole!.Items.Count, Is.EqualTo(1));
        }

        [Test]
        public void ThatNeverWasSentDoesNotRestart()
        {
            Asked asked = Ask();
            Break();
            Wait(1);
            Greet();
            Assert.That(asked.Told, Is.Empty);
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void OverWhichTheConnectionBreaksAgainAndAgainIsGivenUp()
        {
            Asked asked = Ask();
            for (int loss = 0; loss < 5; loss++)
            {
                Greet();
                Assert.That(Socket.Requests.Count, Is.EqualTo(1));
                Break();
                Wait(1);
            }
            Assert.That(Joined(asked.Ends), Is.EqualTo("unreachable"));
            Greet();
            Assert.That(Socket.Requests, Is.Empty);
        }

        [Test]
        public void OfWhichSomethingIsHeardEachTimeGoesOnHoweverOftenTheConnectionBreaks()
        {
            Asked asked = Ask();
            for (int loss = 0; loss < 8; loss++)
            {
                Greet();
                Deliver(Predictions(IdOf(0), 0));
                Break();
                Wait(1);
            }
            Assert.That(asked.Ends, Is.Empty);
        }

        [Test]
        public void ThatMetABusyServerIsSentAgainAfterGrowingDelaysFourTimes()
        {
            Connected();
            Asked asked = Ask();
            int sent = 1;
            foreach (int seconds in new[] { 1, 2, 4, 8 })
            {
                Deliver(Error(IdOf(sent - 1), "busy"));
                Wait(seconds - 0.001);
                Assert.That(Socket.Requests.Count, Is.EqualTo(sent));
                Wait(0.002);
                Assert.That(Socket.Requests.Count, Is.EqualTo(++sent));
            }
            Deliver(Error(IdOf(4), "busy"));
            Assert.That(Joined(asked.Ends), Is.EqualTo("busy"));
        }

        [Test]
        public void WaitingForABusyServerIsSentOnceAfterALoss()
        {
            Connected();
            Ask();
            Deliver(Error("1", "busy"));
            Break();
            Wait(1);
            Greet();
            Wait(10);
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void CancelledWhileItWaitsForABusyServerRestartsNoMore()
        {
            Connected();
            Asked asked = Ask();
            Deliver(Error("1", "busy"));
            asked.Running!.Cancel();
            Wait(5);
            Assert.That(asked.Told, Is.Empty);
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void TooLargeForTheServerEndsAndTheOthersGoOn()
        {
            Connected();
            Asked small = Ask();
            List<string> layers = Enumerable.Range(0, 100).Select(index => $"layer {index}").ToList();
            Asked large = Ask(null, new LayersRequest(Body.ImageId, Body.NetworkId, layers: layers));
            Break(1009);
            Wait(1);
            Greet();
            Assert.That(Joined(large.Ends), Is.EqualTo("too_large"));
            Assert.That(small.Ends, Is.Empty);
            Assert.That(Socket.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void ThatTheServerCouldNotReadEndsThoughTheErrorNamesNone()
        {
            Connected();
            Asked heard = Ask(null, new LayersRequest(Body.ImageId, Body.NetworkId, layers: new[] { "a longer one" }));
            Asked unread = Ask();
            Deliver(Predictions("1", 0), Error(null, "malformed"));
            Assert.That(heard.Ends, Is.Empty);
            Assert.That(Joined(unread.Ends), Is.EqualTo("malformed"));
        }

        [Test]
        public void WhoseHandlerThrowsEndsAndNothingElseDoes()
        {
            Connected();
            Complaint? complaint = null;
            Server.Ask(Operations.Layers, Body, new Asking<Layers>(_ => { })
            {
                OnPart = _ => throw new ArgumentException("off the map"),
                OnFailed = failure => complaint = failure,
            });
            Asked sound = Ask();
            Deliver(Predictions("1", 0), Predictions("2", 0));
            Assert.That(complaint!.Message, Is.EqualTo("off the map"));
            Assert.That(Joined(Socket.Cancels), Is.EqualTo("1"));
            Assert.That(Joined(sound.Told), Is.EqualTo("predictions"));
        }

        [Test]
        public void IsStoppedWhenTheConnectionEndsForGoodAlsoOneThatComesLater()
        {
            FakeSocket socket = Connected();
            Asked before = Ask();
            Server.Dispose();
            Asked after = Ask();
            Server.Update();
            Assert.That(socket.IsClosed, Is.True);
            Assert.That(Joined(before.Ends.Concat(after.Ends)), Is.EqualTo("stopped stopped"));
            Server.Connect();
            Assert.That(Transport.Sockets.Count, Is.EqualTo(1));
        }
    }
}
