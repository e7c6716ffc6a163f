using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Pool
{
    public sealed class PoolSessionTests : SceneTests
    {
        private static readonly Part[] Parts = RecordedParts.Pool.Of<Part>("1").ToArray();
        private static readonly Part[] OfBoundary = RecordedParts.Pool.Of<Part>("2").ToArray();

        private PoolSession _session = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _session = new PoolSession("pool", Server, Subject);
        }

        [Test]
        public void AsksForWhatTheControlsSayAndForItsPicturesAtOnce()
        {
            _session.Settings.Windows = new[] { new Window(84, 42) };
            _session.Settings.Fill = "blur";
            _session.Settings.Refine = false;
            _session.Settings.Label = 1;
            _session.Settings.PerLabel = 9999;
            Assert.That(Socket.Requests.Any(frame => frame.Slot == "pool"), Is.False);
            _session.Run.Start();
            PoolRequest body = Last<PoolRequest>("pool");
            Assert.That(body.Windows!.Single().Size, Is.EqualTo(84));
            Assert.That(body.Fill, Is.EqualTo("blur"));
            Assert.That(body.Label, Is.EqualTo(1));
            Assert.That(body.PerLabel, Is.EqualTo(1024));
            Assert.That(Last<InputsRequest>("pool-inputs").Fill, Is.EqualTo("blur"));
            Assert.That(_session.Run.IsOutdated, Is.False);
            _session.Settings.Fill = "mean";
            Assert.That(_session.Run.IsOutdated, Is.True);
        }

        [Test]
        public void DoesNotAskForWhatTheServerWouldRefuse()
        {
            _session.Settings.Windows = new[] { new Window(300, 1) };
            _session.Run.Start();
            Assert.That(_session.Settings.Problem, Is.Not.Null);
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Idle));
            Assert.That(Socket.Requests, Is.Empty);
        }

        [Test]
        public void TellsOfImagesAsTheyArriveThenOfTheWholeAndThenAsksForTheBoundary()
        {
            var told = new List<string>();
            _session.ImagesArrived += pool => told.Add($"images {pool.Images.Count}");
            _session.PoolCompleted += pool => told.Add($"whole {pool.Images.Count}");
            _session.BoundaryArrived += boundary => told.Add($"vectors {boundary.SupportVectors.Count}");
            _session.Run.Start();
            Answer("pool", true, Parts);
            Assert.That(told.Last(), Is.EqualTo("whole 74"));
            Assert.That(told.Count(line => line.StartsWith("images")), Is.EqualTo(Parts.Length));
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Done));
            Assert.That(_session.Pictures.Image, Is.Not.Null);
            Answer("boundary", true, OfBoundary);
            var boundary = (Boundary)OfBoundary.Last();
            Assert.That(told.Last(), Is.EqualTo($"vectors {boundary.SupportVectors.Count}"));
            Assert.That(_session.Boundary.SupportVectors.OrderBy(index => index), Is.EqualTo(boundary.SupportVectors));
            Assert.That(_session.Boundary.DistanceOf(3), Is.EqualTo(boundary.Distances[3]));
            Assert.That(_session.Boundary.DistanceOf(9999), Is.Null);
        }

        [Test]
        public void KeepsWhatHasArrivedWhenItIsStopped()
        {
            _session.Run.Start();
            Answer("pool", false, Parts[0], Parts[1]);
            int known = _session.Run.Pool!.Images.Count;
            _session.Run.Cancel();
            Server.Update();
            Assert.That(Socket.Cancels.Contains(Last("pool").Id), Is.True);
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Cancelled));
            Assert.That(_session.Run.Pool.Images.Count, Is.EqualTo(known));
        }

        [Test]
        public void ComputedAgainAfterALossShowsWhatWasThereUntilItHasCaughtUp()
        {
            _session.Run.Start();
            Answer("pool", false, Parts[0], Parts[1]);
            int known = _session.Run.Pool!.Images.Count;
            Break();
            Wait(1);
            Assert.That(_session.Run.Pool.Images.Count, Is.EqualTo(known));
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Running));
            Greet();
            Assert.That(_session.Run.Again, Is.True);
            Answer("pool", false, Parts[0]);
            Assert.That(_session.Run.Pool.Images.Count, Is.EqualTo(known));
            Answer("pool", true, Parts.Skip(1).ToArray()); // a gap, and so once more from the beginning
            Answer("pool", true, Parts);
            Assert.That(_session.Run.Pool.IsWhole, Is.True);
            Assert.That(_session.Run.Again, Is.False);
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Done));
        }

        [Test]
        public void BegunAnewForgetsWhatWasChosenAndTheBoundary()
        {
            _session.Run.Start();
            Answer("pool", true, Parts);
            Answer("boundary", true, OfBoundary);
            var chosen = new List<int?>();
            _session.PoolImageSelected += image => chosen.Add(image?.Index);
            _session.Selection.Toggle(3);
            Assert.That(_session.Selected!.Index, Is.EqualTo(3));
            _session.Settings.Refine = true;
            _session.Run.Start();
            Assert.That(chosen, Is.EqualTo(new int?[] { 3, null }));
            Assert.That(_session.Run.Pool, Is.Null);
            Assert.That(_session.Boundary.Known, Is.Null);
            Assert.That(_session.Boundary.SupportVectors, Is.Empty);
        }

        [Test]
        public void ResetsTheFiltersForAnotherImageOnly()
        {
            _session.Run.Start();
            _session.Display.Filters.Kept = true;
            _session.Settings.Refine = true;
            _session.Run.Start();
            Assert.That(_session.Display.Filters.Kept, Is.EqualTo(true));
            Subject.Image = new ChosenImage("dog");
            _session.Run.StartIfNew();
            Assert.That(_session.Display.Filters.Kept, Is.Null);
            int asked = Count("pool");
            _session.Run.StartIfNew();
            Assert.That(Count("pool"), Is.EqualTo(asked));
        }

        [Test]
        public void FailsWithTheServersWordsAndIsAskedAgainOnDemand()
        {
            Complaint? complaint = null;
            _session.Failed += failure => complaint = failure;
            _session.Run.Start();
            Answer("pool", false, Parts[0]);
            Deliver(Error(Last("pool").Id, "not_finite"));
            Assert.That(complaint!.Code, Is.EqualTo("not_finite"));
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Failed));
            Assert.That(_session.Run.Pool, Is.Not.Null);
            _session.Retry();
            Assert.That(_session.Run.State, Is.EqualTo(RunState.Running));
        }

        [Test]
        public void OpensAMaskedCopyInScene1()
        {
            using var structure = new StructureSession("structure", Server, Subject, new MemoryFiles());
            structure.Start();
            _session.Settings.Fill = "blur";
            _session.Run.Start();
            Answer("pool", true, Parts);
            PoolImage image = _session.Run.Pool!.Images[5];
            _session.OpenIn(structure, 5);
            Server.Update();
            LayersRequest body = Last<LayersRequest>("structure");
            Assert.That(body.Masks.Single().Encode(), Is.EqualTo(image.Mask.Encode()));
            Assert.That(body.Fill, Is.EqualTo("blur"));
            Assert.That(structure.Masks.CanUndo, Is.True);
        }

        [Test]
        public void EndsItsRequestsWhenItIsDisposed()
        {
            _session.Run.Start();
            Answer("pool", false, Parts[0]);
            _session.Dispose();
            Server.Update();
            Assert.That(Socket.Cancels.Count, Is.EqualTo(2));
            Assert.That(_session.Run.Pool, Is.Not.Null);
        }
    }
}
