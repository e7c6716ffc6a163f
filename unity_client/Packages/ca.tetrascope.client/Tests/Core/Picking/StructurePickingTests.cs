using System.Collections.Generic;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Viewing;

namespace Tetrascope.Picking
{
    internal sealed class StructurePickingTests
    {
        private static readonly Size Input = new Size(224, 224);
        private static readonly Columns Filled = ColumnsTests.Filled();
        private static readonly ReceptiveFields Fields = new ReceptiveFields(RecordedParts.Structure.Network!.Stages);

        [Test]
        public void EveryPixelThatIsDrawnIsPickedWhereItIsSeen()
        {
            for (int position = 0; position < Filled.List.Count; position++)
            {
                Size size = Filled.List[position].Size;
                foreach (int cluster in new[] { 0, Filled.Clusters(position) - 1 })
                {
                    foreach (int row in new[] { 0, size.Height / 2, size.Height - 1 })
                    {
                        var pixel = new Pixel(row, size.Width - 1 - row * (size.Width - 1) / size.Height);
                        Point centre = Filled.PanelCentre(position, cluster);
                        Point point = StructureLayout.PixelPoint(pixel, size, centre, StructureNumbers.PanelSide);
                        Assert.AreEqual(StructureTarget.OfPanel(position, cluster, pixel), PickSeen(point));
                    }
                }
            }
        }

        [Test]
        public void TheInputAndTheClassesArePicked()
        {
            var pixel = new Pixel(200, 3);
            Point onInput = StructureLayout.PixelPoint(pixel, Input, StructureLayout.InputCentre, 1);
            Assert.AreEqual(StructureTarget.OfInput(pixel), PickSeen(onInput));
            double x = StructureLayout.BarsLeft(Filled.List.Count, Filled.Files) + 1;
            Assert.AreEqual(StructureTarget.OfClass(7), PickSeen(new Point(x, StructureLayout.BarY(7, 10))));
        }

        [Test]
        public void BetweenPanelsAndBehindTheEyeThereIsNothing()
        {
            Point centre = Filled.PanelCentre(0, 0);
            Assert.AreEqual(StructureTarget.None, PickSeen(new Point(centre.X, centre.Y - 0.33)));
            Assert.AreEqual(StructureTarget.None, PickSeen(new Point(centre.X + 0.4, centre.Y)));
            var away = new Ray(new Vector3(0, 1.4f, 2), Vector3.UnitZ);
            Assert.AreEqual(StructureTarget.None, StructurePicking.Pick(away, Input, Filled, 10));
        }

        [Test]
        public void StrokesThatLeaveTheInputStayAtItsEdge()
        {
            ImagePoint above = StructurePicking.InputPoint(new Point(-3, 9), Input);
            Assert.AreEqual((0.0, 0.0), (above.Row, above.Column));
            ImagePoint below = StructurePicking.InputPoint(new Point(3, -9), Input);
            Assert.AreEqual((223, 223), ((int)below.Row, (int)below.Column));
            var pixel = new Pixel(17, 80);
            Point point = StructureLayout.PixelPoint(pixel, Input, StructureLayout.InputCentre, 1);
            ImagePoint inside = StructurePicking.InputPoint(point, Input);
            SharedValues.AssertNear(17.5, inside.Row, "row");
            SharedValues.AssertNear(80.5, inside.Column, "column");
        }

        [Test]
        public void AHoverHasItsValueAndItsFields()
        {
            StructureHover hover = HoverAt(1, 1, 40, 50)!.Value;
            Assert.AreEqual(Filled.Value(1, 1, new Pixel(40, 50)), hover.Value);
            Assert.AreEqual(new Region(39, 49, 41, 51), hover.Region);
            Assert.AreEqual(new Region(78, 98, 84, 104), hover.InputRegion);
            FieldMarks marks = FieldMarks.Of(hover, Filled, false, Input);
            Assert.AreEqual((1, 1, 0), (marks.StartColumn, marks.StartCluster, marks.FieldColumn));
            Assert.IsFalse(marks.OnInput);
            SharedValues.AssertNear(49 / 112.0, marks.FieldBox.Left, "left");
            SharedValues.AssertNear(42 / 112.0, marks.FieldBox.Bottom, "bottom");
            Assert.IsTrue(FieldMarks.Of(hover, Filled, true, Input).OnInput);
            Assert.AreEqual(FieldMarks.NoColumn, FieldMarks.Of(null, Filled, true, Input).StartColumn);
        }

        [Test]
        public void BeforeTheFirstColumnComesTheInput()
        {
            StructureHover hover = HoverAt(0, 0, 0, 0)!.Value;
            Assert.IsTrue(hover.ReadsInput);
            Assert.AreEqual(new Region(0, 0, 2, 2), hover.Region);
            FieldMarks marks = FieldMarks.Of(hover, Filled, false, Input);
            Assert.AreEqual(FieldMarks.NoColumn, marks.FieldColumn);
            Assert.IsTrue(marks.OnInput);
            SharedValues.AssertNear(3 / 224.0, marks.InputBox.Right, "right");
        }

        [TestCase(99, 0, 0, 0)]
        [TestCase(0, 9, 0, 0)]
        [TestCase(0, 0, 112, 0)]
        [TestCase(0, 0, 0, -1)]
        public void WhatIsNotThereHasNoHover(int position, int cluster, int row, int column)
        {
            Assert.IsNull(HoverAt(position, cluster, row, column));
        }

        [Test]
        public void AHoverAllocatesNothing()
        {
            var camera = new StructureCamera(1280, 800);
            camera.SetExtent(new StructureExtent(Filled.List.Count, Filled.Tallest, 10), 0);
            int x = 0;
            var seen = new HashSet<TargetKind>();
            SharedValues.AssertAllocatesNothing(() =>
            {
                for (x = 0; x < 1280; x += 4)
                {
                    Ray ray = camera.Eye.RayThrough(x, 380);
                    StructureTarget target = StructurePicking.Pick(ray, Input, Filled, 10);
                    StructureHover? hover = FieldMarks.FindHover(target, Filled, Fields);
                    FieldMarks.Of(hover, Filled, true, Input);
                    seen.Add(target.Kind);
                }
            });
            Assert.IsTrue(seen.Contains(TargetKind.Panel) && seen.Contains(TargetKind.Input));
        }

        private static StructureHover? HoverAt(int position, int cluster, int row, int column)
        {
            StructureTarget target = StructureTarget.OfPanel(position, cluster, new Pixel(row, column));
            return FieldMarks.FindHover(target, Filled, Fields);
        }

        /// <summary>What is picked at a point that is first seen through a camera, as a pointer sees it.</summary>
        private static StructureTarget PickSeen(Point point)
        {
            var target = new Vector3((float)point.X + 0.2f, (float)point.Y, 0);
            var position = new Vector3((float)point.X - 1.2f, (float)point.Y + 0.4f, 2.5f);
            var eye = new Eye(new CameraView(position, target), Lens.OfDegrees(35, 900, 700));
            ScreenPoint seen = eye.OnScreen(new Vector3((float)point.X, (float)point.Y, 0))!.Value;
            return StructurePicking.Pick(eye.RayThrough(seen.X, seen.Y), Input, Filled, 10);
        }
    }
}
