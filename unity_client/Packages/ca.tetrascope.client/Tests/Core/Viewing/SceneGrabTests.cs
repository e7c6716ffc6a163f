using System;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;

namespace Tetrascope.Viewing
{
    internal sealed class SceneGrabTests
    {
        private static readonly ScenePlace Place = new ScenePlace(new Vector3(1, 0.2f, -2), 0.4f, 0.7f);
        private static readonly Vector3 Left = new Vector3(-0.2f, 1.1f, -0.4f);
        private static readonly Vector3 Right = new Vector3(0.3f, 1.2f, -0.5f);

        [Test]
        public void APointOfTheSceneIsFoundAgainInTheRoom()
        {
            var point = new Vector3(3, 1.4f, -0.2f);
            AssertSame(point, Place.ToScene(Place.ToRoom(point)));
            var ray = new Ray(Place.ToRoom(new Vector3(2, 1, 3)), Place.ToRoom(new Vector3(2.5f, 1.5f, 0)) -
                Place.ToRoom(new Vector3(2, 1, 3)));
            Point met = Place.ToScene(ray).MeetPlane()!.Value;
            SharedValues.AssertNear(2.5, met.X, "x", 1e-5);
            SharedValues.AssertNear(1.5, met.Y, "y", 1e-5);
        }

        [Test]
        public void OneHandMovesTheSceneAndTurnsNothing()
        {
            var grab = new SceneGrab();
            grab.Begin(Place, Left);
            var way = new Vector3(0.5f, -0.3f, 0.1f);
            ScenePlace moved = grab.Moved(Left + way);
            AssertSame(Place.Position + way, moved.Position);
            Assert.AreEqual((Place.Turn, Place.Scale), (moved.Turn, moved.Scale));
        }

        [Test]
        public void WhatIsBetweenTwoHandsStaysBetweenThem()
        {
            var grab = new SceneGrab();
            grab.Begin(Place, Left, Right);
            Vector3 held = Place.ToScene((Left + Right) / 2);
            var left = new Vector3(-0.5f, 1.0f, -0.1f);
            var right = new Vector3(0.2f, 1.3f, -0.9f);
            AssertSame((left + right) / 2, grab.Moved(left, right).ToRoom(held));
        }

        [Test]
        public void TwoHandsTurnTheSceneWithThem()
        {
            var grab = new SceneGrab();
            grab.Begin(Place, Left, Right);
            Vector3 middle = (Left + Right) / 2;
            Vector3 half = ScenePlace.Turned((Right - Left) / 2, 0.6f);
            ScenePlace moved = grab.Moved(middle - half, middle + half);
            SharedValues.AssertNear(Place.Turn + 0.6, moved.Turn, "turn", 1e-5);
            SharedValues.AssertNear(Place.Scale, moved.Scale, "scale", 1e-5);
            AssertSame(middle + half, moved.ToRoom(Place.ToScene(Right)));
        }

        [Test]
        public void TwoHandsPullTheSceneLargerAsFarAsIsAllowed()
        {
            var grab = new SceneGrab();
            grab.Begin(Place, Left, Right);
            Vector3 half = (Right - Left) / 2;
            Vector3 middle = (Left + Right) / 2;
            ScenePlace twice = grab.Moved(middle - 2 * half, middle + 2 * half);
            SharedValues.AssertNear(2 * Place.Scale, twice.Scale, "scale", 1e-5);
            AssertSame(middle + 2 * half, twice.ToRoom(Place.ToScene(Right)));
            Assert.AreEqual(SceneGrab.MaxScale, grab.Moved(middle - 99 * half, middle + 99 * half).Scale);
        }

        [Test]
        public void HandsAboveEachOtherTurnNothing()
        {
            var grab = new SceneGrab();
            grab.Begin(Place, Left, Right);
            ScenePlace moved = grab.Moved(Left, Left + new Vector3(0.001f, 0.5f, -0.001f));
            Assert.AreEqual(Place.Turn, moved.Turn);
        }

        [TestCase(0)]
        [TestCase(1.2)]
        [TestCase(-2.5)]
        public void ASceneIsBroughtBeforeAPerson(double heading)
        {
            var head = new Vector3(0.4f, 1.15f, 0.3f);
            var point = new Vector3(2.5f, 1.4f, 0);
            ScenePlace place = ScenePlace.Before(head, (float)heading, point, 2, 0.8f);
            Vector3 ahead = ScenePlace.Turned(-Vector3.UnitZ, (float)heading);
            AssertSame(head + 2 * ahead, place.ToRoom(point));
            // The scene faces who looks: its z comes towards them.
            Vector3 towards = Vector3.Normalize(place.ToRoom(point + Vector3.UnitZ) - place.ToRoom(point));
            AssertSame(-ahead, towards);
        }

        private static void AssertSame(Vector3 expected, Vector3 found)
        {
            Assert.That(Vector3.Distance(expected, found), Is.LessThan(1e-4f), $"{found} instead of {expected}");
        }
    }
}
