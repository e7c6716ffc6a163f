using System;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Protocol;

namespace Tetrascope.Viewing
{
    internal sealed class CameraTests
    {
        private static readonly StructureExtent Usual = new StructureExtent(18, 3, 10);

        [Test]
        public void AFlightBeginsFastAndEndsWhereItGoes()
        {
            var flight = new CameraFlight();
            var from = new CameraView(new Vector3(0, 0, 4), Vector3.Zero);
            var to = new CameraView(new Vector3(8, 0, 4), new Vector3(8, 0, 0));
            flight.Start(from, to, 2, 10);
            Assert.AreEqual(to.Target, flight.Destination!.Value.Target);
            SharedValues.AssertNear(7, flight.Step(11)!.Value.Position.X, "halfway in time");
            Assert.IsTrue(flight.Flying);
            Assert.AreEqual(to.Position, flight.Step(12)!.Value.Position);
            Assert.IsFalse(flight.Flying);
            Assert.IsNull(flight.Step(13));
        }

        [Test]
        public void ACameraRestsAtHomeUntilThePersonTakesIt()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(Usual, 0);
            CameraView home = camera.Camera.View;
            Framing expected = StructureViews.HomeView(Usual, Lens.OfDegrees(StructureCamera.FieldOfView, 1280, 800));
            SharedValues.AssertNear(expected.Distance, home.Distance, "distance", 1e-4);
            camera.Resize(640, 800, 1);
            Assert.IsTrue(camera.Camera.View.Position != home.Position);
            camera.Take();
            CameraView taken = camera.Camera.View;
            camera.Resize(1280, 800, 2);
            Assert.AreEqual(taken.Position, camera.Camera.View.Position);
            camera.Home(3);
            Fly(camera, 3, 4);
            Assert.That(Vector3.Distance(home.Position, camera.Camera.View.Position), Is.LessThan(1e-4f));
        }

        [Test]
        public void MoreColumnsAreFlownToAndTheFirstAreThereAtOnce()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(Usual, 0);
            Assert.IsFalse(camera.Camera.Moving);
            camera.SetExtent(new StructureExtent(18, 12, 10), 1);
            Assert.IsTrue(camera.Camera.Moving);
            Fly(camera, 1, 2);
            Assert.IsFalse(camera.Camera.Moving);
        }

        [Test]
        public void AColumnIsBroughtIntoView()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(Usual, 0);
            Point panel = StructureLayout.PanelCentre(15, 1, 3);
            Assert.IsFalse(IsSeen(camera.Eye, panel));
            camera.EnsureVisible(panel, 0.3, 1);
            Fly(camera, 1, 2);
            Assert.IsTrue(IsSeen(camera.Eye, panel));
            Vector3 there = camera.Camera.View.Position;
            camera.EnsureVisible(panel, 0.3, 3);
            Fly(camera, 3, 4);
            Assert.AreEqual(there, camera.Camera.View.Position);
            Assert.That(camera.Range.From, Is.LessThan(15.5));
            Assert.That(camera.Range.To, Is.GreaterThan(15.5));
        }

        [Test]
        public void WhatIsLookedAtStaysInThePlaneAndNearTheScene()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(Usual, 0);
            camera.Take();
            camera.Camera.Drag(500, 90);
            camera.Camera.Turn(0.2, 0.1);
            for (int frame = 0; frame < 90; frame++)
            {
                camera.Step(1 + frame / 60.0, 1 / 60.0);
                PlaneRectangle whole = StructureViews.WholeRectangle(Usual);
                Vector3 target = camera.Camera.View.Target;
                SharedValues.AssertNear(0, target.Z, "depth of what is looked at", 1e-3);
                Assert.That((double)target.X, Is.InRange(whole.Left - 1e-3, whole.Right + 1e-3));
                Assert.That((double)target.Y, Is.InRange(whole.Bottom - 1e-3, whole.Top + 1e-3));
            }
            Assert.IsFalse(camera.Camera.Moving);
        }

        [Test]
        public void ATurnByHandGoesAsFarAsItSaysAndNoFurtherThanAllowed()
        {
            var limits = new OrbitLimits(1, 10, 0.75, 0.42, 0.34);
            var camera = new OrbitCamera(new CameraView(new Vector3(0, 0, 4), Vector3.Zero), limits);
            camera.Turn(0.3, 0.1);
            Settle(camera);
            SharedValues.AssertNear(0.3, camera.View.Direction.Azimuth, "azimuth", 1e-3);
            SharedValues.AssertNear(0.1, camera.View.Direction.Elevation, "elevation", 1e-3);
            SharedValues.AssertNear(4, camera.View.Distance, "distance", 1e-4);
            camera.Turn(5, -5);
            Settle(camera);
            SharedValues.AssertNear(0.75, camera.View.Direction.Azimuth, "azimuth", 1e-3);
            SharedValues.AssertNear(-0.34, camera.View.Direction.Elevation, "elevation", 1e-3);
        }

        [TestCase(30)]
        [TestCase(60)]
        [TestCase(72)]
        public void ATurnIsTheSameAtAnyRateOfFrames(int rate)
        {
            var limits = new OrbitLimits(1, 10, 3, 1, 1);
            var camera = new OrbitCamera(new CameraView(new Vector3(0, 0, 4), Vector3.Zero), limits);
            camera.Turn(0.5, 0);
            for (int frame = 0; frame < rate / 6; frame++)
            {
                camera.Step(frame, 1.0 / rate);
            }
            SharedValues.AssertNear(0.5 * (1 - Math.Pow(0.85, 10)), camera.View.Direction.Azimuth, "azimuth", 1e-4);
        }

        [Test]
        public void AWheelKeepsAPointWhereItIsSeen()
        {
            var limits = new OrbitLimits(1, 10, 3, 1, 1);
            var camera = new OrbitCamera(new CameraView(new Vector3(1, 2, 4), Vector3.Zero), limits);
            Lens lens = Lens.OfDegrees(35, 800, 600);
            var point = new Vector3(0.4f, -0.2f, 0);
            ScreenPoint before = new Eye(camera.View, lens).OnScreen(point)!.Value;
            camera.ZoomAt(1.5, point);
            ScreenPoint after = new Eye(camera.View, lens).OnScreen(point)!.Value;
            SharedValues.AssertNear(before.X, after.X, "x", 1e-2);
            SharedValues.AssertNear(before.Y, after.Y, "y", 1e-2);
            SharedValues.AssertNear(before.Distance / 1.5, after.Distance, "distance", 1e-4);
            camera.ZoomAt(1e6, point);
            SharedValues.AssertNear(1, camera.View.Distance, "nearest", 1e-4);
        }

        [TestCase(2)]
        [TestCase(3)]
        [TestCase(4)]
        public void EveryVertexIsSeenWithRoomForItsLabel(int corners)
        {
            var camera = new PoolCamera(900, 700);
            camera.SetCorners(corners, 0);
            foreach (Vector3 vertex in PoolLayout.VerticesOf(corners))
            {
                ScreenPoint seen = camera.Eye.OnScreen(PoolLayout.WorldPoint(vertex))!.Value;
                Assert.That(seen.X, Is.InRange(99.0, 801.0));
                Assert.That(seen.Y, Is.InRange(83.0, 617.0));
            }
        }

        [Test]
        public void ThePoolIsTurnedMovedAndBroughtHome()
        {
            var camera = new PoolCamera(900, 700);
            Vector3 home = camera.Camera.View.Position;
            camera.OrbitBy(1, 0.2, 0);
            camera.Step(1, 1);
            Assert.That(Vector3.Distance(home, camera.Camera.View.Position), Is.GreaterThan(1f));
            float before = camera.Camera.View.Distance;
            camera.ZoomBy(1.2, 2);
            camera.Step(3, 1);
            SharedValues.AssertNear(before / 1.2, camera.Camera.View.Distance, "distance", 1e-4);
            camera.PanBy(0.1, 0, 4);
            camera.Step(5, 1);
            camera.Resize(500, 700, 6);
            Assert.IsFalse(camera.Camera.Moving);
            camera.Home(7, 0);
            camera.Resize(900, 700, 8);
            Assert.That(Vector3.Distance(home, camera.Camera.View.Position), Is.LessThan(1e-4f));
            camera.OrbitBy(0, 9, 9);
            camera.Step(10, 1);
            Assert.That(camera.Camera.View.Direction.Elevation, Is.LessThan(Math.PI / 2));
        }

        [Test]
        public void APlaneIsSeenWholeFromTheFrontAndIsMovedNotTurned()
        {
            var camera = new PoolCamera(900, 700);
            Vector3 home = camera.Camera.View.Position;
            camera.OrbitBy(1, 0.2, 0);
            camera.Step(1, 1);
            var plane = new OnPhoto(new[] { new Window(84, 42), new Window(56, 28) }, new Size(224, 224));
            camera.SetArrangement(Arrangement.Photo, plane, 2);
            camera.Step(3, 1);
            Assert.IsTrue(camera.IsFlat);
            Assert.IsFalse(camera.IsTaken);
            PlaneRectangle frame = plane.Frame;
            foreach ((double x, double y) in new[] { (frame.Left, frame.Top), (frame.Right, frame.Bottom) })
            {
                ScreenPoint seen = camera.Eye.OnScreen(new Vector3((float)x, (float)y, 0))!.Value;
                Assert.That(seen.X, Is.InRange(17.0, 883.0));
                Assert.That(seen.Y, Is.InRange(17.0, 683.0));
            }
            Vector3 front = camera.Camera.View.Position;
            SharedValues.AssertNear(0, camera.Camera.View.Direction.Azimuth, "azimuth");
            camera.OrbitBy(1, 1, 4);
            camera.Step(5, 1);
            Assert.AreEqual(front, camera.Camera.View.Position);
            camera.PanBy(0.2, 0, 6);
            camera.Step(7, 1);
            camera.SetArrangement(Arrangement.Photo, new OnPhoto(new[] { new Window(84, 42) }, new Size(224, 224)), 8);
            Assert.IsFalse(camera.Camera.Moving);
            camera.SetArrangement(Arrangement.Tetrahedron, null, 9);
            camera.Step(10, 1);
            Assert.That(Vector3.Distance(home, camera.Camera.View.Position), Is.LessThan(1e-4f));
        }

        [Test]
        public void AnEyeThatIsTurnedSeesAsOneThatLooks()
        {
            Lens lens = Lens.OfDegrees(60, 1000, 800);
            var view = new CameraView(new Vector3(2, 1.6f, 3), new Vector3(0, 1.6f, 1));
            // Looking along -z and turned by 45 degrees to the left.
            Quaternion turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)Math.PI / 4);
            var point = new Vector3(0.5f, 1.2f, 0.3f);
            ScreenPoint looked = new Eye(view, lens).OnScreen(point)!.Value;
            ScreenPoint turned = new Eye(view.Position, turn, lens).OnScreen(point)!.Value;
            SharedValues.AssertNear(looked.X, turned.X, "x", 1e-2);
            SharedValues.AssertNear(looked.Y, turned.Y, "y", 1e-2);
        }

        [Test]
        public void AFrameOfACameraAllocatesNothing()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(new StructureExtent(58, 3, 10), 0);
            camera.Fit(0);
            double now = 0;
            SharedValues.AssertAllocatesNothing(() =>
            {
                now += 0.1;
                camera.Step(now, 0.1);
            });
        }

        private static void Fly(StructureCamera camera, double from, double to)
        {
            for (double now = from; now <= to; now += 0.1)
            {
                camera.Step(now, 0.1);
            }
        }

        private static void Settle(OrbitCamera camera)
        {
            for (int frame = 0; camera.Moving && frame < 1000; frame++)
            {
                camera.Step(frame, 1 / 60.0);
            }
        }

        private static bool IsSeen(Eye eye, Point point)
        {
            return eye.OnScreen(new Vector3((float)point.X, (float)point.Y, 0)) is ScreenPoint at &&
                at.X > 0 && at.Y > 0 && at.X < 1280 && at.Y < 800;
        }
    }
}
