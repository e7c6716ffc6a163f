using System.Collections.Generic;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Packing;
using Tetrascope.Viewing;

namespace Tetrascope.Picking
{
    internal sealed class PoolPickingTests
    {
        /// <summary>Looks along −z from the origin, 90° high, at a view of 200 by 100.</summary>
        private static readonly Eye Eye = new Eye(
            new CameraView(Vector3.Zero, -Vector3.UnitZ), Lens.OfDegrees(90, 200, 100));

        [Test]
        public void ProjectsAsACameraDoes()
        {
            ScreenPoint ahead = Eye.OnScreen(new Vector3(0, 0, -1))!.Value;
            Assert.AreEqual((100.0, 50.0, 1.0), (ahead.X, ahead.Y, ahead.Distance));
            ScreenPoint aside = Eye.OnScreen(new Vector3(2, 1, -2))!.Value;
            SharedValues.AssertNear(150, aside.X, "x", 1e-4);
            SharedValues.AssertNear(25, aside.Y, "y", 1e-4);
            Assert.IsNull(Eye.OnScreen(new Vector3(0, 0, 1)));
        }

        [Test]
        public void TakesTheImageNearestToTheEyeAndNoneBesideThem()
        {
            ImageCloud images = Images((0, -4), (0, -2), (1, -2));
            Assert.AreEqual(1, PoolPicking.Pick(images, Eye, 1, 100, 50));
            Assert.AreEqual(2, PoolPicking.Pick(images, Eye, 1, 125, 50));
            Assert.AreEqual(PoolPicking.None, PoolPicking.Pick(images, Eye, 1, 112, 50));
        }

        [Test]
        public void ForgivesAFingerButPrefersWhatItHits()
        {
            ImageCloud images = Images((0, -2), (0.3f, -4));
            Assert.AreEqual(1, PoolPicking.Pick(images, Eye, 1, 103.74, 50, 12));
            Assert.AreEqual(0, PoolPicking.Pick(images, Eye, 1, 94, 50, 12));
            Assert.AreEqual(PoolPicking.None, PoolPicking.Pick(images, Eye, 1, 60, 50, 12));
        }

        [Test]
        public void PrefersWhatIsRaised()
        {
            ImageCloud images = Images((0, -3), (0, -4));
            Assert.AreEqual(0, PoolPicking.Pick(images, Eye, 1, 100, 50));
            images.SetSelected(1, 1);
            Assert.AreEqual(1, PoolPicking.Pick(images, Eye, 2, 100, 50));
        }

        [Test]
        public void AHandsRayPicksWhatItPointsAt()
        {
            ImageCloud images = Images((0, -2), (1, -2));
            var hand = new Vector3(0.4f, -0.6f, -0.2f);
            for (int image = 0; image < 2; image++)
            {
                var ray = new Ray(hand, new Vector3(image, 0, -2) - hand);
                Assert.AreEqual(image, PoolPicking.Pick(images, ray, Eye.Position, 1));
            }
            var beside = new Ray(hand, new Vector3(0.5f, 0, -2) - hand);
            Assert.AreEqual(PoolPicking.None, PoolPicking.Pick(images, beside, Eye.Position, 1));
            Assert.AreEqual(0, PoolPicking.Pick(images, beside, Eye.Position, 1, 0.46));
            var away = new Ray(hand, new Vector3(0, 0, 1));
            Assert.AreEqual(PoolPicking.None, PoolPicking.Pick(images, away, Eye.Position, 1));
        }

        [TestCase(515)]
        [TestCase(4096)]
        public void PickingAmongManyAllocatesNothing(int count)
        {
            var spread = new List<SceneImage>();
            for (int index = 0; index < count; index++)
            {
                spread.Add(ImageAt(index, index % 64 - 32, -4 - index / 64));
            }
            var images = new ImageCloud();
            images.SetImages(spread, 0, true);
            var ray = new Ray(Vector3.Zero, new Vector3(0, 0, -1));
            SharedValues.AssertAllocatesNothing(() =>
            {
                PoolPicking.Pick(images, Eye, 1, 100, 50);
                PoolPicking.Pick(images, ray, Eye.Position, 1);
            });
            Assert.AreEqual(32, PoolPicking.Pick(images, ray, Eye.Position, 1));
        }

        private static ImageCloud Images(params (float X, float Z)[] places)
        {
            var list = new List<SceneImage>();
            foreach ((float x, float z) in places)
            {
                list.Add(ImageAt(list.Count, x, z));
            }
            var images = new ImageCloud { Animated = false };
            images.SetImages(list, 0);
            return images;
        }

        private static SceneImage ImageAt(int index, float x, float z)
        {
            return new SceneImage(
                index, new Vector3(x, 0, z), new Shares(0, 0, 1, 1), false, false, Presence.Shown);
        }
    }
}
