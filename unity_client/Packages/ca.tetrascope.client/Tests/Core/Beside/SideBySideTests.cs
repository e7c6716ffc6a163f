using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Beside
{
    /// <summary>Another network is asked what the session's is, about the same place of the photo.</summary>
    public sealed class SideBySideTests : SceneTests
    {
        private const string Slot = "structure-beside";

        private static readonly Rectangle Mask = new Rectangle(1, 0, 1, 1);

        private StructureSession _session = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            NetworkSummary[] all = { Golden.Network("net").Summary, Golden.Network("other").Summary };
            Transport.Route(Routes.Networks, _ => FakeTransport.Answer(new NetworkList(all)));
            _session = new StructureSession("structure", Server, Subject, Settings);
            _session.Start();
            Frames();
        }

        [Test]
        public void AsksNothingBeforeAnotherNetworkIsChosenAndNoMoreAfter()
        {
            Assert.That(Count(Slot), Is.EqualTo(0));
            Open();
            LayersRequest body = Last<LayersRequest>(Slot);
            Assert.That(body.NetworkId, Is.EqualTo("other"));
            Assert.That(body.ImageId, Is.EqualTo("cat"));
            Assert.That(_session.SideBySide.PlacesOfA, Is.EqualTo(_session.SideBySide.PlacesOfB));
            _session.SideBySide.Wanted = null;
            Frames();
            Assert.That(_session.SideBySide.IsOpen, Is.False);
            Assert.That(_session.SideBySide.PlacesOfA, Is.Null);
            int asked = Count(Slot);
            _session.Display.ClusterCount = 7;
            Frames();
            Assert.That(Count(Slot), Is.EqualTo(asked));
        }

        [Test]
        public void OneThatCannotBeHadIsNotOpened()
        {
            _session.SideBySide.Wanted = "net";
            Frames();
            Assert.That(_session.SideBySide.IsOpen, Is.False, "a network does not stand beside itself");
            _session.SideBySide.Wanted = "gone";
            Frames();
            Assert.That(_session.SideBySide.IsOpen, Is.False);
        }

        [Test]
        public void IsShownAsTheFirst()
        {
            Open();
            _session.Display.ClusterCount = 5;
            _session.Display.Criterion = "mean_activation";
            Subject.Fitting.Choose("pad");
            Frames();
            LayersRequest body = Last<LayersRequest>(Slot);
            Assert.That(body.Clusters, Is.EqualTo(5));
            Assert.That($"{body.Criterion} {body.Fit}", Is.EqualTo("mean_activation pad"));
        }

        [Test]
        public void MasksWaitForBothInputsAndHideTheSamePlace()
        {
            Open();
            int asked = Count(Slot);
            _session.Masks.Add(Mask);
            Frames();
            Assert.That(Count(Slot), Is.EqualTo(asked), "the inputs are not here");
            AnswerInputs();
            LayersRequest body = Last<LayersRequest>(Slot);
            Assert.That(body.Masks.Single().Encode(), Is.EqualTo(Mask.Encode()));
            _session.Masks.Clear();
            Frames();
            Assert.That(_session.SideBySide.B.Masks.All, Is.Empty);
        }

        [Test]
        public void FollowsAHandThatDraws()
        {
            Open();
            AnswerInputs();
            _session.Masks.Draft = new[] { new PlacedMask(Mask) };
            Frames();
            Assert.That(_session.SideBySide.B.Masks.Live.Single().Mask, Is.SameAs(Mask));
            Assert.That(_session.SideBySide.B.Masks.All, Is.Empty);
        }

        [Test]
        public void AtRestNothingIsDone()
        {
            Open();
            AnswerInputs();
            int told = 0;
            _session.SideBySide.Changed += () => told++;
            Frames();
            Assert.That(told, Is.EqualTo(0));
        }

        private void Open()
        {
            _session.SideBySide.Wanted = "other";
            Frames();
            Assert.That(_session.SideBySide.IsOpen, Is.True);
        }

        /// <summary>What each network is given; both are of one size.</summary>
        private void AnswerInputs()
        {
            Input golden = Input.Decode(SharedFiles.Golden("input"));
            foreach (RequestFrame asked in Socket.Requests.Where(frame => frame.Operation == "inputs").ToList())
            {
                Socket.Deliver(new PartFrame(asked.Id, 0, "input", golden));
                Socket.Deliver(Done(asked.Id));
            }
            Frames();
        }

        /// <summary>As many frames as what follows from a change takes.</summary>
        private void Frames()
        {
            for (int frame = 0; frame < 4; frame++)
            {
                Server.Update();
            }
        }
    }
}
