using System;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Replay
{
    /// <summary>The session that was recorded for it shows both scenes as they begin, without a server.</summary>
    public sealed class DemoTests
    {
        private readonly MovedClock _clock = new MovedClock();
        private ServerConnection _server = null!;
        private Subject _subject = null!;

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public void Begin()
        {
            var transport = new ReplayTransport(new[] { RecordedParts.Demo.Recording }, _clock);
            _server = new ServerConnection(ServerAddress.Local, null, transport, _clock);
            _subject = new Subject(_server.Catalog);
            RunUntil(() => _server.Catalog.Samples.Value != null && _server.Catalog.StartingNetwork != null);
            _subject.Image = ChosenImage.Of(_server.Catalog.Samples.Value!.First(sample => sample.Name == "cat"));
            _subject.NetworkId = _server.Catalog.StartingNetwork!.NetworkId;
        }

        [Test]
        public void OpensEveryClusterOfEveryColumn()
        {
            using var session = new StructureSession("structure", _server, _subject, new MemoryFiles());
            session.Start();
            RunUntil(() => session.Answers.State == AnswerState.Complete && session.Inputs.Latest != null);
            foreach (ClusteredLayer column in session.Answers.Columns.Select(each => each!))
            {
                foreach (Cluster cluster in column.Clusters)
                {
                    session.Maps.Open(column.Layer, cluster.Index);
                    RunUntil(() => session.Maps.Sorted.Count > 0);
                    Assert.That(session.Maps.Sorted.Select(map => map.Channel), Is.EqualTo(cluster.Channels));
                    Assert.That(session.Maps.Complaint, Is.Null);
                }
                session.Maps.Open(column.Layer, null);
                RunUntil(() => session.Maps.Sorted.Count == column.Channels);
            }
            RunUntil(() => session.Superpixels.Of(SuperpixelsRequest.DefaultSegments).State == LoadState.Ready);
        }

        [Test]
        public void ShowsThePoolThatIsAskedForFirstWithItsBoundary()
        {
            using var session = new PoolSession("pool", _server, _subject);
            RunUntil(() => session.Settings.Copies > 0);
            session.Run.Start();
            RunUntil(() => session.Boundary.Known != null);
            Assert.That(session.Run.Pool!.Images.Count, Is.EqualTo(session.Settings.Copies));
            Assert.That(session.Boundary.Known!.Distances.Count, Is.EqualTo(session.Settings.Copies));
            Assert.That(session.Run.IsOutdated, Is.False);
        }

        private void RunUntil(Func<bool> done)
        {
            for (int frame = 0; frame < 10000 && !done(); frame++)
            {
                _clock.Move(0.02);
                _server.Update();
            }
            Assert.That(done(), Is.True);
        }
    }
}
