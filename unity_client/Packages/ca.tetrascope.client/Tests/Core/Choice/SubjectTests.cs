using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    public sealed class SubjectTests : SceneTests
    {
        [Test]
        public void KnowsItsNetworkOnceThatHasCome()
        {
            NetworkSummary summary = Subject.Network!.Summary;
            Assert.That(summary.NetworkId, Is.EqualTo("net"));
            Assert.That(Subject.InputSize, Is.EqualTo(new Size(summary.InputHeight, summary.InputWidth)));
            Assert.That(Subject.Usable, Is.True);
            Subject.NetworkId = "other";
            Assert.That(Subject.Network, Is.Null);
            Assert.That(Subject.Usable, Is.False);
            Server.Update();
            Assert.That(Subject.Network!.Summary.NetworkId, Is.EqualTo("other"));
        }

        [Test]
        public void HasAKeyOfItsImageNetworkAndFit()
        {
            string? key = Subject.Key;
            Subject.Fitting.Choose("pad");
            Assert.That(Subject.Key, Is.Not.EqualTo(key));
            Assert.That(Subject.Fitting.RequestedFit, Is.EqualTo("pad"));
            Subject.Fitting.Choose(Subject.Network!.Summary.Fit);
            Assert.That(Subject.Key, Is.EqualTo(key));
            Assert.That(Subject.Fitting.RequestedFit, Is.Null);
            Subject.Image = null;
            Assert.That(Subject.Key, Is.Null);
        }

        [Test]
        public void BeginsACropOfAnotherPictureInItsMiddle()
        {
            Subject.Fitting.CropAt = 0.256;
            Assert.That(Subject.Fitting.CropAt, Is.EqualTo(0.26));
            Subject.Image = new ChosenImage("cat");
            Assert.That(Subject.Fitting.CropAt, Is.EqualTo(0.26));
            Subject.Image = new ChosenImage("dog");
            Assert.That(Subject.Fitting.CropAt, Is.EqualTo(0.5));
        }

        [Test]
        public void SaysNothingOfWhereACropLiesThatIsNone()
        {
            Subject.Fitting.CropAt = 0.2;
            Subject.Fitting.Choose("squash");
            Assert.That(Subject.Fitting.RequestedCropAt, Is.EqualTo(0.5));
        }

        [Test]
        public void TellsOfEachChangeOnce()
        {
            int told = 0;
            Subject.Changed += () => told++;
            Subject.Fitting.Choose("pad");
            Subject.Fitting.Choose("pad");
            Subject.Fitting.CropAt = 0.3;
            Subject.Fitting.CropAt = 0.3;
            Subject.NetworkId = "net";
            Assert.That(told, Is.EqualTo(2));
        }
    }
}
