using System.Numerics;
using NUnit.Framework;
using Tetrascope.Viewing;

namespace Tetrascope.Picking
{
    internal sealed class LabelPickingTests
    {
        private static readonly Vector3 Eye = new Vector3(0, 1, 5);

        private static readonly StandingLabel[] Labels =
        {
            new StandingLabel(new Vector3(0, 1, 0), 0.5f, 0, 0.1f),
            new StandingLabel(new Vector3(0, 1, -2), 2f, -0.5f, 0.5f),
        };

        [Test]
        public void TheNearestThatIsHitIsMeant()
        {
            Assert.AreEqual(0, At(0.45f, 1.05f));
            Assert.AreEqual(1, At(0.55f, 1.05f));
            Assert.AreEqual(1, At(0, 0.95f));
            Assert.IsNull(At(3, 1));
            Assert.IsNull(LabelPicking.Pick(Labels, new Ray(Eye, new Vector3(0, 0, 1)), Eye), "behind the eye");
        }

        [Test]
        public void AHandPointsFromElsewhereThanTheEye()
        {
            var hand = new Vector3(1, 0.5f, 3);
            Assert.AreEqual(0, LabelPicking.Pick(Labels, new Ray(hand, new Vector3(0.2f, 1.05f, 0) - hand), Eye));
        }

        [Test]
        public void LabelsTurnToTheEye()
        {
            var aside = new Vector3(5, 1, 0);
            var along = new Ray(aside, new Vector3(0, 1.05f, 0.45f) - aside);
            Assert.AreEqual(0, LabelPicking.Pick(Labels, along, aside));
            Assert.AreNotEqual(0, LabelPicking.Pick(Labels, along, Eye));
        }

        /// <summary>What is seen at a point of the plane z = 0.</summary>
        private static int? At(float x, float y) =>
            LabelPicking.Pick(Labels, new Ray(Eye, new Vector3(x, y, 0) - Eye), Eye);
    }
}
