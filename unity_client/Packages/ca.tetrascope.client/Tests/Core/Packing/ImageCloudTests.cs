using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Packing
{
    internal sealed class ImageCloudTests
    {
        private const float Side = (float)PoolNumbers.ImageSide;

        [Test]
        public void ImagesThatArriveInAnyOrderLeaveThoseThatAreThereWhereTheyStand()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(Images(2, 5), 0);
            cloud.SetImages(Images(0, 2, 3, 5), 10);
            Assert.AreEqual(4, cloud.Count);
            foreach (int index in new[] { 2, 5 })
            {
                Assert.AreEqual(new Vector4(index, 0, 0, Side), StandAt(cloud, index, 10));
            }
            foreach (int index in new[] { 0, 3 })
            {
                Assert.AreEqual(new Vector4(index, 0, 0, 0), StandAt(cloud, index, 10));
            }
            foreach (int index in new[] { 0, 2, 3, 5 })
            {
                Assert.AreEqual(index, cloud.IndexAt(cloud.PlaceOf(index)));
            }
        }

        [Test]
        public void WhatWasHiddenGrowsWhereItIsWanted()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(new List<SceneImage> { At(0, 3, Presence.Hidden) }, 0, true);
            cloud.SetImages(new List<SceneImage> { At(0, 8) }, 10);
            Assert.AreEqual(new Vector4(8, 0, 0, 0), StandAt(cloud, 0, 10));
            Assert.AreEqual(new Vector4(8, 0, 0, Side), StandAt(cloud, 0, 20));
        }

        [Test]
        public void TheyMoveFromWhereTheyWereWhenAllGetNewPlaces()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(Images(4, 1), 0);
            cloud.SetImages(new List<SceneImage> { At(1, 7), At(3, 8), At(4, 9) }, 10);
            Assert.AreEqual(4f, StandAt(cloud, 4, 10).X);
            Assert.AreEqual(9f, StandAt(cloud, 4, 20).X);
            Assert.AreEqual(7f, StandAt(cloud, 1, 20).X);
            Assert.That(cloud.SettledAt, Is.GreaterThan(10.0));
        }

        [Test]
        public void TheyStandWhereTheyBelongAtOnceWhereThatIsWanted()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(Images(0), 10, true);
            Assert.AreEqual(0.0, cloud.SettledAt);
            Assert.AreEqual(Side, StandAt(cloud, 0, 10).W);
            cloud.SetImages(new List<SceneImage> { At(0, 4), At(1, 1) }, 11, true);
            Assert.AreEqual(4f, StandAt(cloud, 0, 11).X);
        }

        [Test]
        public void TheyAreForgottenWhenAnotherPoolTakesTheirPlace()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(Images(0, 1, 2), 0);
            cloud.SetImages(new List<SceneImage> { At(1, 5) }, 10);
            Assert.AreEqual(1, cloud.Count);
            Assert.AreEqual(-1, cloud.PlaceOf(0));
            Assert.AreEqual(new Vector4(5, 0, 0, 0), StandAt(cloud, 1, 10));
        }

        [Test]
        public void TheOneThatIsPointedAtGrowsAndTheOneThatIsChosenStaysInSight()
        {
            var cloud = new ImageCloud { Animated = false };
            cloud.SetImages(new List<SceneImage> { At(0, 0), At(1, 1, Presence.Hidden), At(2, 2, Presence.Faded) }, 0);
            Assert.IsFalse(cloud.Table[1].Reachable);
            Assert.IsFalse(cloud.Table[2].Reachable);
            int version = cloud.Version;
            cloud.SetHovered(0, 1);
            Assert.That(StandAt(cloud, 0, 1).W, Is.GreaterThan(2 * Side));
            Assert.IsTrue(cloud.Table[0].Raised);
            cloud.SetSelected(1, 1);
            Assert.IsTrue(cloud.Table[1].Reachable);
            Assert.AreEqual(2f, cloud.Table[1].Look.Z);
            cloud.SetHovered(null, 2);
            Assert.AreEqual(Side, StandAt(cloud, 0, 2).W);
            Assert.AreEqual(version + 3, cloud.Version);
            cloud.SetHovered(null, 3);
            Assert.AreEqual(version + 3, cloud.Version);
        }

        [Test]
        public void TheySayWhatDoesNotMove()
        {
            var cloud = new ImageCloud();
            cloud.SetImages(PoolDisplayTests.SceneImages(new PoolDisplay()), 0);
            SceneImage first = PoolDisplayTests.SceneImages(new PoolDisplay())[0];
            PoolInstance instance = cloud.Table[cloud.PlaceOf(first.Index)];
            Shares mask = first.Mask;
            Assert.AreEqual(new Vector4(mask.Left, mask.Top, mask.Right, mask.Bottom), instance.Mask);
            Assert.AreEqual(first.Changed ? 1f : 0f, instance.Look.X);
            Assert.AreEqual(first.SupportVector ? 1f : 0f, instance.Look.Y);
        }

        [Test]
        public void ATileIsACutOfThePhotoUntilItIsPointedAt()
        {
            var cloud = new ImageCloud { Animated = false };
            var mask = new Shares(0.25f, 0.5f, 0.5f, 0.625f);
            var tile = new Tile(new Vector3(1, 2, 0.001f), 0.03125f, 0.1f);
            var image = new SceneImage(0, tile, -0.5f, mask, false, false, Presence.Shown);
            cloud.SetImages(new List<SceneImage> { image }, 0);
            Assert.AreEqual(new Vector4(1, 2, 0.001f, 0.03125f), StandAt(cloud, 0, 0));
            Assert.AreEqual(new Vector4(0.375f, 0.5625f, 0.1f, -0.5f), cloud.Table[0].Mask);
            Assert.AreEqual(1f, cloud.Table[0].Look.W);
            cloud.SetHovered(0, 1);
            Assert.AreEqual(new Vector4(0.25f, 0.5f, 0.5f, 0.625f), cloud.Table[0].Mask);
            Assert.AreEqual(0f, cloud.Table[0].Look.W);
            Assert.That(StandAt(cloud, 0, 1).W, Is.GreaterThan(2 * Side));
            cloud.SetHovered(null, 2);
            Assert.AreEqual(1f, cloud.Table[0].Look.W);
            Assert.AreEqual(0.03125f, StandAt(cloud, 0, 2).W);
        }

        [TestCase(515)]
        [TestCase(4096)]
        public void PointingAtAnotherAndTheSameImagesAgainAllocateNothing(int count)
        {
            var cloud = new ImageCloud();
            List<SceneImage> images = Enumerable.Range(0, count).Select(index => At(index, index)).ToList();
            cloud.SetImages(images, 0);
            Assert.That(cloud.Table.Length, Is.AtLeast(count));
            int hovered = 0;
            SharedValues.AssertAllocatesNothing(() => cloud.SetHovered(hovered++ % count, 1));
            SharedValues.AssertAllocatesNothing(() => cloud.SetImages(images, 2));
        }

        internal static SceneImage At(int index, float x, Presence presence = Presence.Shown)
        {
            return new SceneImage(index, new Vector3(x, 0, 0), new Shares(0, 0, 1, 1), false, false, presence);
        }

        private static List<SceneImage> Images(params int[] indices)
        {
            return indices.Select(index => At(index, index)).ToList();
        }

        private static Vector4 StandAt(ImageCloud cloud, int index, double now)
        {
            return cloud.Table[cloud.PlaceOf(index)].StandAt(now);
        }
    }
}
