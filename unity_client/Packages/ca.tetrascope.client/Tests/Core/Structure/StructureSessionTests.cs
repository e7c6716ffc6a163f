using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    public sealed class StructureSessionTests : SceneTests
    {
        private static readonly Rectangle Rectangle = new Rectangle(1, 2, 30, 40);

        private StructureSession _session = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _session = New("structure", Subject);
            Server.Update();
        }

        [Test]
        public void AsksForTheLayersOfItsImageOnceStarted()
        {
            LayersRequest body = Last<LayersRequest>("structure");
            Assert.That(body.ImageId, Is.EqualTo("cat"));
            Assert.That(body.NetworkId, Is.EqualTo("net"));
            Assert.That(body.Layers, Is.Null);
            Assert.That(_session.Answers.State, Is.EqualTo(AnswerState.Running));
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(1));
        }

        [Test]
        public void TellsOfWhatArrivesInOrder()
        {
            var told = new List<string>();
            _session.PredictionsArrived += predictions => told.Add($"class {predictions.Classes[0].Label.Index}");
            _session.LayerArrived += layer => told.Add(layer.Layer);
            _session.ProgressChanged += () => told.Add($"{_session.Answers.State} {_session.Answers.Arrived}");
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "a"), Answering.Column(1, "b"));
            Assert.That(Joined(told), Is.EqualTo("class 7 a Running 1 b Running 2 Complete 2"));
            Assert.That(Joined(_session.Answers.Columns.Select(column => column!.Layer)), Is.EqualTo("a b"));
            Assert.That(_session.Answers.Original!.Classes[0].Label.Index, Is.EqualTo(7));
        }

        [Test]
        public void KeepsTheColumnsOfTheAnswerBeforeUntilEachHasComeAnew()
        {
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "a"), Answering.Column(1, "b"));
            _session.Display.ClusterCount = 5;
            Server.Update();
            Assert.That(Last<LayersRequest>("structure").Clusters, Is.EqualTo(5));
            Assert.That(_session.Answers.Columns.Count, Is.EqualTo(2));
            Assert.That(_session.Answers.Awaited, Is.True);
            ClusteredLayer newer = Answering.Column(0, "a");
            Answer("structure", false, Answering.Classes(7), newer);
            Assert.That(_session.Answers.Awaited, Is.False);
            Assert.That(_session.Answers.Columns[0]!.Encode(), Is.EqualTo(newer.Encode()));
            Assert.That(_session.Answers.Arrived, Is.EqualTo(1));
        }

        [Test]
        public void NeverShowsOneImagesColumnsOrClassesForAnother()
        {
            int dropped = 0;
            _session.Dropped += () => dropped++;
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "a"));
            Subject.Image = new ChosenImage("dog");
            Server.Update();
            Assert.That(_session.Answers.Columns, Is.Empty);
            Assert.That(_session.Answers.Predictions, Is.Null);
            Assert.That(_session.Answers.Original, Is.Null);
            Assert.That(dropped, Is.EqualTo(1));
            Assert.That(Last<LayersRequest>("structure").ImageId, Is.EqualTo("dog"));
        }

        [Test]
        public void DropsTheColumnsOfOtherLayersAndKeepsTheClasses()
        {
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "a"));
            _session.Display.LayersShown = LayerChoice.All;
            Server.Update();
            Assert.That(_session.Answers.Columns, Is.Empty);
            Assert.That(_session.Answers.Predictions, Is.Not.Null);
            Assert.That(
                Last<LayersRequest>("structure").Layers,
                Is.EqualTo(Subject.Network!.Layers.Select(layer => layer.Name)));
        }

        [Test]
        public void SendsOneRequestForAllThatChangesBetweenTwoFrames()
        {
            _session.Masks.Add(Rectangle);
            _session.Masks.Fill = "blur";
            _session.Display.Criterion = "mean_activation";
            Subject.Fitting.Choose("pad");
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(2));
            LayersRequest body = Last<LayersRequest>("structure");
            Assert.That(body.Masks.Single().Encode(), Is.EqualTo(Rectangle.Encode()));
            Assert.That(Joined(new[] { body.Fill, body.Criterion, body.Fit! }), Is.EqualTo("blur mean_activation pad"));
        }

        [Test]
        public void FollowsAHandThatDrawsWithOneRequestAtATimeAndItsLiftAtOnce()
        {
            _session.Masks.Draft = new[] { new PlacedMask(Rectangle) };
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(1)); // the first answer is still under way
            Answer("structure", true, Answering.Classes(7));
            Assert.That(Count("structure"), Is.EqualTo(2));
            for (int step = 1; step < 4; step++)
            {
                _session.Masks.Draft = new[] { new PlacedMask(new Rectangle(1, 2, 30 + step, 40)) };
                Server.Update();
            }
            Assert.That(Count("structure"), Is.EqualTo(2));
            _session.Masks.Commit(_session.Masks.Draft!);
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(3));
            Assert.That(Last<LayersRequest>("structure").Masks[0].Height, Is.EqualTo(33));
            Assert.That(Joined(Socket.Cancels), Is.Not.Empty);
        }

        [Test]
        public void DoesNotRepeatWhatWasRefusedBeforeSomethingChanges()
        {
            Complaint? complaint = null;
            _session.Failed += failure => complaint = failure;
            Deliver(Error(Last("structure").Id, "weights_damaged"));
            Assert.That(complaint!.Code, Is.EqualTo("weights_damaged"));
            Server.Update();
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(1));
            _session.Retry();
            Assert.That(Count("structure"), Is.EqualTo(2));
            Deliver(Error(Last("structure").Id, "weights_damaged"));
            _session.Display.ClusterCount = 2;
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(3));
        }

        [Test]
        public void AsksAgainForWhatFailedBecauseTheServerWasAway()
        {
            for (int loss = 0; loss < StreamClient.MaxLosses; loss++)
            {
                Break();
                Wait(1);
                Transport.Always = new HttpAnswer(new TimeoutException());
                if (loss < StreamClient.MaxLosses - 1)
                {
                    Greet();
                }
            }
            Assert.That(_session.Answers.Complaint!.Code, Is.EqualTo("unreachable"));
            Greet();
            Assert.That(_session.Answers.State, Is.EqualTo(AnswerState.Running));
            Assert.That(Count("structure"), Is.EqualTo(1));
        }

        [Test]
        public void LooksForTheUnmaskedAnswerWhereAMaskedOneWasTheFirst()
        {
            _session.Masks.Add(Rectangle);
            Server.Update();
            Answer("structure", true, Answering.Classes(8, Rectangle), Answering.Column(0, "a"));
            LayersRequest plain = Last<LayersRequest>("structure-original");
            Assert.That(plain.Masks, Is.Empty);
            Assert.That(plain.Layers!.Count, Is.EqualTo(1));
            Answer("structure-original", true, Answering.Classes(7), Answering.Column(0, "a"));
            Assert.That(_session.Answers.ComparedWith!.Classes[0].Label.Index, Is.EqualTo(7));
        }

        [Test]
        public void HasItsOwnImageMasksAndAnswersBesideAnother()
        {
            StructureSession dog = New("structure-2", NewSubject("dog", "other"));
            Server.Update();
            Answer("structure-2", true, Answering.Classes(207), Answering.Column(0, "of the dog"));
            Assert.That(_session.Answers.State, Is.EqualTo(AnswerState.Running));
            Assert.That(dog.Answers.Columns[0]!.Layer, Is.EqualTo("of the dog"));
            _session.Masks.Add(Rectangle);
            Server.Update();
            Assert.That(Count("structure-2"), Is.EqualTo(1));
            Assert.That(dog.Masks.CanUndo, Is.False);
            dog.Dispose();
        }

        [Test]
        public void AsksForNothingMoreOnceStoppedAndGoesOnFromThere()
        {
            string id = Last("structure").Id;
            _session.Masks.Add(Rectangle);
            _session.Stop();
            Server.Update();
            Assert.That(Socket.Cancels.Contains(id), Is.True);
            _session.Display.ClusterCount = 9;
            Server.Update();
            Assert.That(Count("structure"), Is.EqualTo(1));
            Assert.That(_session.Answers.State, Is.EqualTo(AnswerState.Idle));
            _session.Start();
            Server.Update();
            LayersRequest body = Last<LayersRequest>("structure");
            Assert.That(body.Clusters, Is.EqualTo(9));
            Assert.That(body.Masks.Count, Is.EqualTo(1));
            Assert.That(_session.Masks.CanUndo, Is.True);
        }

        [Test]
        public void KeepsModifiedImagesShowsThemAgainAndRemembersThem()
        {
            _session.Masks.Add(Rectangle);
            _session.Masks.Fill = "blur";
            _session.Shelf.Keep();
            _session.Shelf.Keep(); // once only
            _session.Shelf.Rename(1, "  without the ear\n");
            _session.Masks.Clear();
            _session.Shelf.Keep(); // never the original
            Assert.That(_session.Shelf.Kept.Single().Name, Is.EqualTo("without the ear"));
            Assert.That(_session.Shelf.Shown, Is.Null);
            _session.Shelf.Show(_session.Shelf.Kept[0]);
            Server.Update();
            Assert.That(_session.Shelf.Shown, Is.SameAs(_session.Shelf.Kept[0]));
            Assert.That(Last<LayersRequest>("structure").Masks.Count, Is.EqualTo(1));
            _session.Shelf.Show(null);
            Assert.That(_session.Masks.All, Is.Empty);
            _session.Masks.Undo();
            Assert.That(_session.Masks.All.Count, Is.EqualTo(1));

            StructureSession again = New("structure", Subject);
            StructureSession other = New("structure-2", Subject);
            Server.Update();
            Assert.That(again.Shelf.Kept.Single().Name, Is.EqualTo("without the ear"));
            Assert.That(again.Shelf.Kept[0].Fill, Is.EqualTo("blur"));
            Assert.That(other.Shelf.Kept, Is.Empty);
            again.Shelf.Forget(1);
            again.Dispose();
            again.Start();
            Server.Update();
            Assert.That(again.Shelf.Kept, Is.Empty);
            again.Dispose();
            other.Dispose();
        }

        [Test]
        public void KeepsAtMostTwentyFourAndUsesFreeNamesAgain()
        {
            for (int step = 1; step <= 27; step++)
            {
                _session.Masks.Commit(new[] { new PlacedMask(new Rectangle(0, 0, step, 1)) });
                _session.Shelf.Keep();
            }
            Assert.That(_session.Shelf.Kept.Count, Is.EqualTo(24));
            Assert.That(_session.Shelf.Kept[0].Name, Is.EqualTo("Modified 4"));
            _session.Masks.Clear();
            _session.Masks.Add(Rectangle);
            _session.Shelf.Keep();
            Assert.That(_session.Shelf.Kept.Last().Name, Is.EqualTo("Modified 3"));
            Assert.That(_session.Shelf.Kept.Select(item => item.Id).Distinct().Count(), Is.EqualTo(24));
        }

        [Test]
        public void OpensTheMapsOfAClusterOnceItsChannelsAreKnown()
        {
            _session.Maps.Open("stem_conv", 0);
            Assert.That(Count("structure-maps"), Is.EqualTo(0));
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "stem_conv"));
            ActivationsRequest body = Last<ActivationsRequest>("structure-maps");
            Assert.That(body.Layer, Is.EqualTo("stem_conv"));
            Assert.That(body.Channels, Is.EqualTo(Golden.Layer.Clusters[0].Channels));
            Assert.That(_session.Maps.IsRunning, Is.True);
            Answer("structure-maps", true, Answering.Maps("stem_conv", (2, 0.9), (0, 0.5)));
            Assert.That(_session.Maps.IsRunning, Is.False);
            Assert.That(_session.Maps.Sorted.Select(map => map.Channel), Is.EqualTo(new[] { 0, 2 }));
            _session.Maps.Order = MapOrder.Score;
            Assert.That(_session.Maps.Sorted.Select(map => map.Channel), Is.EqualTo(new[] { 2, 0 }));
            _session.Maps.LargeChannel = 2;
            _session.Maps.Step(1);
            _session.Maps.Step(1); // stays at the end
            Assert.That(_session.Maps.LargeChannel, Is.EqualTo(0));
            Server.Update();
            Assert.That(Count("structure-maps"), Is.EqualTo(1));
            _session.Maps.Close();
            Assert.That(_session.Maps.Sorted, Is.Empty);
        }

        [Test]
        public void ShowsTheMapsOfBeforeUntilThoseUnderANewMaskAreHere()
        {
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "stem_conv"));
            _session.Maps.Open("stem_conv", null);
            Answer("structure-maps", true, Answering.Maps("stem_conv", (0, 0.5)));
            _session.Masks.Add(Rectangle);
            Server.Update();
            Assert.That(Last<ActivationsRequest>("structure-maps").Masks.Count, Is.EqualTo(1));
            Assert.That(_session.Maps.Sorted.Count, Is.EqualTo(1));
            Deliver(Error(Last("structure-maps").Id, "failed"));
            Assert.That(_session.Maps.Complaint!.Code, Is.EqualTo("failed"));
            Subject.Image = new ChosenImage("dog");
            Server.Update();
            Assert.That(_session.Maps.Sorted, Is.Empty); // never those of another image
        }

        [Test]
        public void ComparesTwoOfItsImagesInOneLayer()
        {
            _session.Masks.Add(Rectangle);
            IEnumerable<string> names = _session.Comparison.Candidates().Select(one => one.Name);
            Assert.That(names, Is.EqualTo(new[] { "Original", "As masked now" }));
            _session.Comparison.IsOpen = true;
            Assert.That(Last<LayersRequest>("structure-compare-a").Masks, Is.Empty);
            Assert.That(Last<LayersRequest>("structure-compare-b").Masks.Count, Is.EqualTo(1));
            Assert.That(Last<ActivationsRequest>("structure-compare-maps-b").Channels, Is.Null);
            foreach (string side in new[] { "a", "b" })
            {
                Answer($"structure-compare-{side}", true, Answering.Classes(7), Answering.Column(0, "stem_conv"));
                Assert.That(_session.Comparison.Differences, Is.Null);
                Answer($"structure-compare-maps-{side}", true, Answering.Maps("stem_conv", (0, 0.5), (1, 0.5)));
            }
            Assert.That(_session.Comparison.A.Answer.Value!.Maps.Count, Is.EqualTo(2));
            Assert.That(_session.Comparison.Differences!.Select(each => each.Mean), Is.EqualTo(new[] { 0.0, 0.0 }));
            Server.Update();
            Assert.That(Count("structure-compare-a"), Is.EqualTo(1));
            _session.Comparison.IsOpen = false;
            Assert.That(_session.Comparison.A.Answer.State, Is.EqualTo(LoadState.Idle));
        }

        [Test]
        public void AsksForTheSmallMapsOfRowsInSightOneAfterTheOther()
        {
            Layer layer = Subject.Network!.Layers[0];
            var arrived = new List<int>();
            IDisposable row = _session.FirstMaps.Watch(layer, maps => arrived.Add(maps.Count));
            _session.FirstMaps.Watch(layer, maps => arrived.Add(-maps.Count));
            RequestFrame first = Socket.Requests.Last();
            Assert.That(((ActivationsRequest)first.Body).Channels, Is.EqualTo(new[] { 0, 1, 2 }));
            Deliver(
                new PartFrame(first.Id, 0, "activations", Answering.Maps("stem_conv", (0, 0.5), (1, 0.5), (2, 0.5))),
                Done(first.Id));
            Assert.That(arrived, Is.EqualTo(new[] { 3 }));
            row.Dispose();
            _session.Masks.Add(Rectangle);
            RequestFrame second = Socket.Requests.Last();
            Assert.That(second.Id, Is.Not.EqualTo(first.Id));
            Deliver(new PartFrame(second.Id, 0, "activations", Answering.Maps("stem_conv", (0, 0.5))), Done(second.Id));
            Assert.That(arrived, Is.EqualTo(new[] { 3, -1 }));
        }

        [Test]
        public void KeepsTheInputInSightWhileOneWithAnotherFillIsOnItsWay()
        {
            Input golden = Input.Decode(Protocol.SharedFiles.Golden("input"));
            RequestFrame asked = Socket.Requests.Last(frame => frame.Operation == "inputs");
            Deliver(new PartFrame(asked.Id, 0, "input", golden), Done(asked.Id));
            Server.Update();
            Assert.That(_session.Inputs.Latest!.Encode(), Is.EqualTo(golden.Encode()));
            _session.Masks.Fill = "noise";
            Server.Update();
            Assert.That(_session.Inputs.Present.State, Is.EqualTo(LoadState.Loading));
            Assert.That(_session.Inputs.Latest, Is.Not.Null);
            Subject.Image = new ChosenImage("dog");
            Assert.That(_session.Inputs.Latest, Is.Null);
        }

        private StructureSession New(string slot, Subject subject)
        {
            var session = new StructureSession(slot, Server, subject, Settings);
            session.Start();
            return session;
        }
    }
}
