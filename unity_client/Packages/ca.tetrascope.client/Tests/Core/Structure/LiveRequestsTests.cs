using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    public sealed class LiveRequestsTests
    {
        private static readonly Layers Whole = new Layers(Golden.Predictions, Array.Empty<ClusteredLayer>());

        [Test]
        public void HaveOneUnderWayWhileAHandMovesAndThoseBetweenAreNeverSent()
        {
            var server = new OneSlot();
            foreach (int wish in new[] { 1, 2, 3, 4 })
            {
                server.Want(wish, false);
            }
            Assert.That(server.Clusters, Is.EqualTo("1"));
            server.Answer();
            Assert.That(server.Clusters, Is.EqualTo("1 4"));
            server.Answer();
            Assert.That(server.Clusters, Is.EqualTo("1 4"));
        }

        [Test]
        public void AreSentAtOnceWhenItRestsAndWhatTheOlderOneStillBringsIsDropped()
        {
            var server = new OneSlot();
            server.Want(1, false);
            Asking<Layers> older = server.Open[0];
            server.Want(2, true);
            Assert.That(server.Clusters, Is.EqualTo("1 2"));
            older.OnPart!(Golden.Predictions);
            server.Open[0].OnPart!(Golden.Predictions);
            server.Answer();
            Assert.That(server.Told, Is.EqualTo("sent 1, sent 2, part 2, done 2"));
        }

        [Test]
        public void AreNotRepeatedWhereTheAnswerIsUnderWayOrHere()
        {
            var server = new OneSlot();
            server.Want(1, false);
            server.Want(1, true);
            server.Answer();
            server.Want(1, true);
            Assert.That(server.Clusters, Is.EqualTo("1"));
            server.Live.Again(OneSlot.Body(1));
            Assert.That(server.Clusters, Is.EqualTo("1 1"));
        }

        [Test]
        public void ForgetAWishThatWasTakenBackBeforeItsTurn()
        {
            var server = new OneSlot();
            server.Want(1, false);
            server.Want(2, false);
            server.Want(1, false);
            server.Answer();
            Assert.That(server.Clusters, Is.EqualTo("1"));
        }

        [Test]
        public void GoOnAfterOneFailedAndAskAgainForWhatFailed()
        {
            var server = new OneSlot();
            server.Want(1, false);
            server.Want(2, false);
            server.Fail();
            Assert.That(server.Told, Is.EqualTo("sent 1, failed, sent 2"));
            server.Fail();
            server.Want(2, true);
            Assert.That(server.Clusters, Is.EqualTo("1 2 2"));
        }

        [Test]
        public void SayNothingMoreOnceStopped()
        {
            var server = new OneSlot();
            server.Want(1, false);
            Asking<Layers> request = server.Open[0];
            server.Live.Stop();
            request.OnPart!(Golden.Predictions);
            Assert.That(server.Told, Is.EqualTo("sent 1"));
        }

        [Test]
        public void EndWithTheLastWishAnsweredWhateverHappensOnTheWay()
        {
            var random = new Random(61);
            for (int round = 0; round < 60; round++)
            {
                var server = new OneSlot();
                int last = 0;
                for (int step = 0; step < 30; step++)
                {
                    if (random.NextDouble() < 0.6)
                    {
                        last = random.Next(1, 65);
                        server.Want(last, random.NextDouble() < 0.3);
                    }
                    else
                    {
                        server.Answer();
                    }
                    Assert.That(server.Open.Count, Is.LessThanOrEqualTo(1));
                }
                for (int step = 0; step < 3; step++)
                {
                    server.Answer();
                }
                if (last > 0)
                {
                    string done = server.Told.Split(", ").Last(line => line.StartsWith("done"));
                    Assert.That(done, Is.EqualTo($"done {last}"));
                }
            }
        }

        [Test]
        public void AreToldApartByTheBitsOfTheirMasks()
        {
            Assert.That(KeyOf(1, 2).Equals(KeyOf(1, 2)), Is.True);
            Assert.That(KeyOf(1, 2).Equals(KeyOf(1, 3)), Is.False);
            Assert.That(default(RequestKey).Equals(KeyOf(1, 2)), Is.False);
            var inputs = new RequestKey(new InputsRequest("i", "n"));
            Assert.That(inputs.Equals(new RequestKey(new PoolRequest("i", "n"))), Is.False);
        }

        private static RequestKey KeyOf(params byte[] bits)
        {
            return new RequestKey(new LayersRequest("i", "n", masks: new[] { new Bitmap(0, 0, 4, 4, bits) }));
        }

        /// <summary>
        /// A server that answers when told to, with one slot: a newer request supersedes the one before.
        /// </summary>
        private sealed class OneSlot : ILiveListener
        {
            private readonly List<string> _told = new List<string>();
            private readonly List<LayersRequest> _sent = new List<LayersRequest>();

            public OneSlot()
            {
                Live = new LiveRequests(Send, this);
            }

            public LiveRequests Live { get; }

            public List<Asking<Layers>> Open { get; } = new List<Asking<Layers>>();

            public string Told => string.Join(", ", _told);

            public string Clusters => string.Join(" ", _sent.Select(body => body.Clusters));

            public static LayersRequest Body(int clusters)
            {
                return new LayersRequest("i", "n", clusters: clusters);
            }

            public void Want(int clusters, bool urgent)
            {
                Live.Want(Body(clusters), new RequestKey(Body(clusters)), urgent);
            }

            public void Answer()
            {
                Take()?.OnAnswer(Whole);
            }

            public void Fail()
            {
                Take()?.OnFailed!(new Complaint("failed", "no"));
            }

            public void Sent(LayersRequest body)
            {
                _told.Add($"sent {body.Clusters}");
            }

            public void Arrived(LayersRequest body, Predictions predictions)
            {
                _told.Add($"part {body.Clusters}");
            }

            public void Arrived(ClusteredLayer layer)
            {
            }

            public void Advanced(Progress progress)
            {
            }

            public void Restarted()
            {
            }

            public void Completed(LayersRequest body)
            {
                _told.Add($"done {body.Clusters}");
            }

            public void Failed(Complaint complaint)
            {
                _told.Add("failed");
            }

            private Asking<Layers>? Take()
            {
                Asking<Layers>? first = Open.FirstOrDefault();
                Open.Clear();
                return first;
            }

            private Action Send(LayersRequest body, Asking<Layers> asking)
            {
                foreach (Asking<Layers> older in Open.ToArray())
                {
                    Open.Remove(older);
                    older.OnStopped!();
                }
                _sent.Add(body);
                Open.Add(asking);
                return () => Open.Remove(asking);
            }
        }
    }
}
