using NUnit.Framework;
using Tetrascope.Geometry;

namespace Tetrascope.Choice
{
    public sealed class CropFrameTests
    {
        private static readonly Size Square = new Size(224, 224);
        private static readonly Size Wide = new Size(300, 450);
        private static readonly Size Tall = new Size(800, 200);

        [Test]
        public void OfAWidePictureLosesAsMuchOnEitherSide()
        {
            AssertPart(new CropFrame(Wide, Square, 0.5), 75 / 450.0, 0, 375 / 450.0, 1);
            AssertPart(new CropFrame(Wide, Square, 0), 0, 0, 300 / 450.0, 1);
            AssertPart(new CropFrame(Wide, Square, 1), 150 / 450.0, 0, 1, 1);
        }

        [Test]
        public void OfATallPictureLosesAsMuchAboveAndBelow()
        {
            AssertPart(new CropFrame(Tall, Square, 0.5), 0, 0.375, 1, 0.625);
            AssertPart(new CropFrame(Tall, Square, 0.2), 0, 0.15, 1, 0.4);
        }

        [Test]
        public void OfAnInputThatIsNotSquareKeepsItsShape()
        {
            AssertPart(new CropFrame(new Size(400, 400), new Size(160, 320), 0.5), 0, 0.25, 1, 0.75);
        }

        [Test]
        public void CanBeMovedTheWayThatThereIsRoom()
        {
            var wide = new CropFrame(Wide, Square, 0.5);
            Assert.That(wide.Across, Is.True);
            Assert.AreEqual(1 / 3.0, wide.Room, 1e-9);
            var tall = new CropFrame(Tall, Square, 0.9);
            Assert.That(tall.Across, Is.False);
            Assert.AreEqual(0.75, tall.Room, 1e-9);
            Assert.That(new CropFrame(new Size(225, 224), Square, 0.5).Room, Is.EqualTo(0));
        }

        [Test]
        public void FollowsTheHandAndStopsAtTheEnds()
        {
            var tall = new CropFrame(Tall, Square, 0.5);
            Assert.AreEqual(0.5 + 0.25 / 0.75, tall.Moved(0.5, 0.25), 1e-9);
            Assert.That(tall.Moved(0.5, -0.75), Is.EqualTo(0));
            Assert.That(tall.Moved(0.5, 9), Is.EqualTo(1));
            Assert.That(new CropFrame(Square, Square, 0.5).Moved(0.5, 0.1), Is.EqualTo(0.5));
        }

        [Test]
        public void WhatIsNotCroppedIsShownInTheShapeOfTheInput()
        {
            var input = new Size(100, 300);
            Assert.That(CropFrame.ShownShape(Wide, input, "crop"), Is.EqualTo(1.5));
            Assert.That(CropFrame.ShownShape(Wide, input, "squash"), Is.EqualTo(3));
            Assert.That(CropFrame.ShownShape(Wide, input, "pad"), Is.EqualTo(3));
        }

        private static void AssertPart(CropFrame frame, double left, double top, double right, double bottom)
        {
            SharedValues.AssertNear(left, frame.Part.Left, "left");
            SharedValues.AssertNear(top, frame.Part.Top, "top");
            SharedValues.AssertNear(right, frame.Part.Right, "right");
            SharedValues.AssertNear(bottom, frame.Part.Bottom, "bottom");
        }
    }
}
