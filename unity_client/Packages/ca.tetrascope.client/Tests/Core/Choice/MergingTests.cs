using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Choice
{
    public sealed class MergingTests : SceneTests
    {
        private static readonly MergedLabel Pair = new MergedLabel("pair", new[] { 0, 1 });

        /// <summary>Of as many classes as the network has: too few labels would be left.</summary>
        private MergedLabel All =>
            new MergedLabel("all", Enumerable.Range(0, Subject.Network!.ClassNames.Count).ToArray());

        [Test]
        public void AreOfTheirNetworkAloneAndComeBackWithIt()
        {
            Subject.Merging.Begin("net", new[] { Pair });
            Assert.That(Subject.Merging.Labels, Is.EqualTo(new[] { Pair }));
            Subject.NetworkId = "other";
            Assert.That(Subject.Merging.IsPending, Is.False);
            Server.Update();
            Assert.That(Subject.Merging.Labels, Is.Empty);
            Subject.NetworkId = "net";
            Assert.That(Subject.Merging.Labels, Is.EqualTo(new[] { Pair }));
        }

        [Test]
        public void AreSaidInTheRequestsOfBothScenes()
        {
            var structure = new StructureSession("structure", Server, Subject, Settings);
            var pool = new PoolSession("pool", Server, Subject);
            structure.Start();
            Server.Update();
            Assert.That(Last<LayersRequest>("structure").Merged, Is.Empty);
            Answer("structure", true, Golden.Predictions, Golden.Layer);
            Assert.That(structure.Answers.Original, Is.Not.Null);
            Subject.Merging.Take(new[] { Pair });
            Server.Update();
            Assert.That(Last<LayersRequest>("structure").Merged.Single().Classes, Is.EqualTo(new[] { 0, 1 }));
            Assert.That(structure.Answers.Original, Is.Null, "what is known of the original is told otherwise");
            pool.Settings.Label = 1;
            Assert.That(pool.Settings.Wanted()!.Merged.Single().Name, Is.EqualTo("pair"));
            ClassLabel[] offered = pool.Settings.LabelsOffered(null).ToArray();
            Assert.That(
                offered.Select(label => label.Name), Is.EqualTo(new[] { "pair", "great white shark", "tiger shark" }));
            Assert.That(offered.Select(label => label.Index), Is.EqualTo(new[] { 0, 2, 3 }));
            Assert.That(pool.Settings.LabelShown, Is.EqualTo(0));
            structure.Stop();
        }

        [Test]
        public void AreRememberedOfEachNetwork()
        {
            var remembered = new Remembered(new MemorySettings());
            Assert.That(remembered.Merged("net"), Is.Empty);
            remembered.Merge("net", new[] { Pair });
            var subject = new Subject(Server.Catalog) { NetworkId = "other" };
            subject.Merging.Beginning = remembered.Merged;
            subject.NetworkId = "net";
            Server.Update();
            Assert.That(MergedLabels.TextOf(subject.Merging.Labels), Is.EqualTo("pair:0,1"));
            Assert.That(subject.Merging.CanUndo, Is.False);
            subject.NetworkId = "other";
            Server.Update();
            Assert.That(subject.Merging.Labels, Is.Empty);
            remembered.Merge("net", MergedLabels.None);
            Assert.That(remembered.Merged("net"), Is.Empty);
            subject.Dispose();
        }

        [Test]
        public void ThatDoNotFitAreLeftOut()
        {
            Subject.Merging.Take(new[] { All });
            Assert.That(Subject.Merging.Labels, Is.Empty);
            Assert.That(Subject.Merging.CanUndo, Is.True);
        }

        [Test]
        public void WaitForTheNetworksClasses()
        {
            Subject.Merging.Begin("other", new[] { Pair });
            var pool = new PoolSession("pool", Server, Subject);
            Subject.NetworkId = "other";
            Assert.That(Subject.Merging.IsPending, Is.True);
            Assert.That(pool.Settings.Wanted(), Is.Null);
            Server.Update();
            Assert.That(Subject.Merging.IsPending, Is.False);
            Assert.That(pool.Settings.Wanted(), Is.Not.Null);
        }

        [Test]
        public void CanBeUndoneOneAfterTheOther()
        {
            int told = 0;
            Subject.Changed += () => told++;
            Subject.Merging.Take(new[] { Pair });
            Subject.Merging.Take(MergedLabels.None);
            Assert.That(told, Is.EqualTo(2));
            Subject.Merging.Undo();
            Assert.That(Subject.Merging.Labels, Is.EqualTo(new[] { Pair }));
            Subject.Merging.Undo();
            Subject.Merging.Undo();
            Assert.That(Subject.Merging.CanUndo, Is.False);
            Assert.That(Subject.Merging.Labels, Is.Empty);
        }
    }
}
