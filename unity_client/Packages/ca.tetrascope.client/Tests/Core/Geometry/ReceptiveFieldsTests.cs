using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Geometry
{
    internal sealed class ReceptiveFieldsTests
    {
        private static readonly object[] Written = SharedValues.OfServer(nameof(ReceptiveFieldsTests));

        [Test]
        public void TheGuidesWorkedExamples()
        {
            Json stages = SharedValues.Guide("stages");
            var fields = new ReceptiveFields(StagesOf(stages));
            fields.Find(3, Region.Of(new Pixel(3, 0)));
            Json expected = SharedValues.Guide("regions");
            for (int stage = 0; stage < fields.Count; stage++)
            {
                AssertRegion(expected[stage.ToString()], fields[stage]);
            }
            fields.Find(4, Region.Of(new Pixel(0, 0)));
            Assert.AreEqual(new Region(0, 0, 7, 7), fields[0]);
            Assert.AreEqual(new Region(0, 0, 3, 3), fields[3]);
        }

        [TestCase(3, 1, 2, 2, 5, 5, 3, 3, 7, 7)]
        [TestCase(1, 1, -3, 1, 2, 0, 5, 3, 5, 3)]
        public void WhatAnEdgeCanBe(
            int kernel, int stride, int padding, int dilation, int row, int column, int top, int left, int bottom,
            int right)
        {
            ReceptiveFields fields = OfOne(new Step(kernel, stride, padding, dilation));
            fields.Find(1, Region.Of(new Pixel(row, column)));
            Assert.AreEqual(new Region(top, left, bottom, right), fields[0]);
        }

        [Test]
        public void NothingButPaddingIsNothing()
        {
            ReceptiveFields fields = OfOne(new Step(1, 1, 1, 1));
            fields.Find(1, Region.Of(new Pixel(0, 4)));
            Assert.IsNull(fields[0]);
        }

        [Test]
        public void WhereBranchesMeetTheSmallestRectangleHoldsBoth()
        {
            var left = new Step(1, 1, 2, 1);
            var right = new Step(1, 1, -2, 1);
            var same = new Step(1, 1, 0, 1);
            var fields = new ReceptiveFields(new[]
            {
                new Stage("input", 10, 10, new Edge[0]),
                new Stage("left", 10, 10, new[] { new Edge(0, false, left, same) }),
                new Stage("right", 10, 10, new[] { new Edge(0, false, same, right) }),
                new Stage("add", 10, 10, new[] { new Edge(1, false, same, same), new Edge(2, false, same, same) }),
            });
            fields.Find(3, Region.Of(new Pixel(5, 5)));
            Assert.AreEqual(new Region(3, 5, 5, 7), fields[0]);
            Assert.AreEqual(new Region(5, 5, 5, 5), fields[1]);
            Assert.AreEqual(new Region(5, 5, 5, 5), fields[2]);
        }

        [Test]
        public void NoFieldLeavesItsStageAndLaterStagesHaveNone()
        {
            NetworkDescription network = RecordedParts.Structure.Network!;
            var fields = new ReceptiveFields(network.Stages);
            foreach (Layer layer in network.Layers)
            {
                fields.Find(layer.Stage, Region.Of(new Pixel(layer.Height - 1, layer.Width - 1)));
                for (int stage = 0; stage < fields.Count; stage++)
                {
                    if (fields[stage] is Region region)
                    {
                        Assert.That(stage, Is.AtMost(layer.Stage));
                        Assert.IsTrue(region.Top >= 0 && region.Left >= 0);
                        Assert.IsTrue(region.Bottom < network.Stages[stage].Height);
                        Assert.IsTrue(region.Right < network.Stages[stage].Width);
                    }
                }
            }
        }

        [Test]
        public void FindingOneAllocatesNothing()
        {
            NetworkDescription network = RecordedParts.Structure.Network!;
            var fields = new ReceptiveFields(network.Stages);
            int stage = network.Layers.Last().Stage;
            SharedValues.AssertAllocatesNothing(() => fields.Find(stage, Region.Of(new Pixel(3, 3))));
        }

        [TestCaseSource(nameof(Written))]
        public void AreThoseOfTheServer(string name)
        {
            Json values = SharedValues.ReadOfServer(name);
            var fields = new ReceptiveFields(StagesOf(values["stages"]));
            IReadOnlyList<Json> pixels = values["pixels"].Items;
            Assert.AreEqual(1000, pixels.Count);
            foreach (Json each in pixels)
            {
                fields.Find(each["stage"].Whole, Region.Of(new Pixel(each["row"].Whole, each["column"].Whole)));
                AssertRegion(each["input"], fields[0]);
                AssertRegion(each["before"], fields[each["beforeStage"].Whole]);
                int contributing = Enumerable.Range(0, fields.Count).Count(stage => fields[stage] != null);
                Assert.AreEqual(each["contributing"].Whole, contributing);
            }
        }

        private static ReceptiveFields OfOne(Step step)
        {
            return new ReceptiveFields(new[]
            {
                new Stage("input", 10, 10, new Edge[0]),
                new Stage("conv", 10, 10, new[] { new Edge(0, false, step, step) }),
            });
        }

        private static Stage[] StagesOf(Json stages)
        {
            return stages.Items
                .Select(stage => new Stage(
                    stage["name"].Text, stage["height"].Whole, stage["width"].Whole,
                    stage["edges"].Items.Select(EdgeOf).ToArray()))
                .ToArray();
        }

        private static Edge EdgeOf(Json edge)
        {
            bool whole = edge["rows"].IsNull;
            return new Edge(edge["source"].Whole, whole, StepOf(edge["rows"]), StepOf(edge["columns"]));
        }

        private static Step? StepOf(Json step)
        {
            return step.IsNull
                ? null
                : new Step(
                    step["kernel"].Whole, step["stride"].Whole, step["padding"].Whole, step["dilation"].Whole);
        }

        private static void AssertRegion(Json expected, Region? found)
        {
            Assert.AreEqual(expected.IsNull, found == null);
            if (found is Region region)
            {
                Assert.AreEqual(
                    new Region(expected[0].Whole, expected[1].Whole, expected[2].Whole, expected[3].Whole), region);
            }
        }
    }
}
