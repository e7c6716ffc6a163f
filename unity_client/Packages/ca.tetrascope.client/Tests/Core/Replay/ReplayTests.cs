using System;
using System.Collections.Generic;
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
    /// <summary>Both scenes out of recorded sessions, without a server.</summary>
    public sealed class ReplayTests
    {
        private MovedClock _clock = new MovedClock();
        private ServerConnection _server = null!;
        private Subject _subject = null!;

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public void Begin()
        {
            _clock = new MovedClock();
            var recordings = new[] { RecordedParts.Structure.Recording, RecordedParts.Pool.Recording };
            _server = new ServerConnection(ServerAddress.Local, null, new ReplayTransport(recordings, _clock), _clock);
            _subject = new Subject(_server.Catalog);
            Assert.That(_server.Catalog.Samples.State, Is.EqualTo(LoadState.Loading));
            Assert.That(_server.Catalog.Networks.State, Is.EqualTo(LoadState.Loading));
            _server.Connect();
            _server.Update();
            Assert.That(_server.State.Status, Is.EqualTo(ConnectionStatus.Ready));
            _subject.Image = ChosenImage.Of(_server.Catalog.Samples.Value!.First(sample => sample.Name == "cat"));
            _subject.NetworkId = _server.Catalog.StartingNetwork!.NetworkId;
            _server.Update();
        }

        [Test]
        public void ShowsEveryColumnOfScene1AsItWasRecorded()
        {
            using var session = new StructureSession("structure", _server, _subject, new MemoryFiles());
            var arrived = new List<string>();
            session.PredictionsArrived += predictions => arrived.Add("predictions");
            session.LayerArrived += layer => arrived.Add(layer.Layer);
            session.Start();
            RunUntil(() => session.Answers.State == AnswerState.Complete);
            IReadOnlyList<Part> recorded = RecordedParts.Structure.Of<Part>("1");
            IEnumerable<Layer> shown = _subject.Network!.Layers.Where(layer => layer.Shown);
            Assert.That(arrived, Is.EqualTo(new[] { "predictions" }.Concat(shown.Select(layer => layer.Name))));
            Assert.That(
                session.Answers.Columns.Select(column => column!.Encode()),
                Is.EqualTo(recorded.Skip(1).Select(part => part.Encode())));
            Assert.That(session.Answers.Predictions!.Encode(), Is.EqualTo(recorded[0].Encode()));
            Assert.That(session.Answers.LastSeconds, Is.GreaterThan(0.5)); // bit by bit
        }

        [Test]
        public void SaysOfAMaskThatItWasNotRecorded()
        {
            using var session = new StructureSession("structure", _server, _subject, new MemoryFiles());
            session.Start();
            RunUntil(() => session.Answers.State == AnswerState.Complete);
            session.Masks.Add(new Rectangle(1, 2, 3, 4));
            RunUntil(() => session.Answers.State == AnswerState.Failed);
            Assert.That(session.Answers.Complaint!.Code, Is.EqualTo("not_recorded"));
            Assert.That(session.Answers.Columns.Count, Is.EqualTo(18)); // what was shown stays
            session.Masks.Undo();
            RunUntil(() => session.Answers.State == AnswerState.Complete);
        }

        [Test]
        public void ShowsAPoolWithItsBoundaryAsItWasRecorded()
        {
            using var session = new PoolSession("pool", _server, _subject);
            PoolRequest asked = RecordedParts.Pool.RequestOf<PoolRequest>("1");
            session.Settings.Windows = asked.Windows;
            session.Settings.Fill = asked.Fill;
            session.Settings.PerLabel = asked.PerLabel;
            var counts = new List<int>();
            session.ImagesArrived += pool => counts.Add(pool.Images.Count);
            session.Run.Start();
            RunUntil(() => session.Boundary.Known != null);
            Assert.That(counts.Count, Is.GreaterThan(2));
            Assert.That(counts.Last(), Is.EqualTo(74));
            Assert.That(counts, Is.EqualTo(counts.OrderBy(count => count)));
            var whole = (Protocol.Pool)RecordedParts.Pool.Of<Part>("1").Last();
            Assert.That(session.Run.Pool!.Whole!.Encode(), Is.EqualTo(whole.Encode()));
            Assert.That(session.Boundary.Known!.Encode(), Is.EqualTo(RecordedParts.Pool.Of<Part>("2").Last().Encode()));
            Assert.That(session.Pictures.Image!.Encode(), Is.EqualTo(session.Run.Pool.Whole.Image.Encode()));
        }

        [Test]
        public void IsStoppedLikeAnyOtherRequest()
        {
            using var session = new PoolSession("pool", _server, _subject);
            session.Settings.Windows = new[] { new Window(56, 28), new Window(84, 42) };
            session.Settings.Fill = "mean";
            session.Settings.PerLabel = 5;
            session.Run.Start();
            RunUntil(() => session.Run.Pool != null);
            session.Run.Cancel();
            RunUntil(() => session.Run.State == RunState.Cancelled);
            int known = session.Run.Pool!.Images.Count;
            for (int frame = 0; frame < 200; frame++)
            {
                _clock.Move(0.02);
                _server.Update();
            }
            Assert.That(session.Run.Pool.Images.Count, Is.EqualTo(known));
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
