using System.Collections.Generic;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>
    /// What stands above panels, columns and bars, word for word and place for place as in the browser.
    /// </summary>
    internal sealed class CaptionsTests
    {
        private static readonly Json Values = SharedValues.Read("structure");

        [Test]
        public void TextsStandWhereTheBrowserPutsThem()
        {
            foreach (Json each in Values["captions"].Items)
            {
                int tallest = each["tallest"].Whole;
                SharedValues.AssertNear(each["scale"].Number, Captions.CaptionScale(tallest), "scale");
                List<TextLine> lines = LinesFor(tallest);
                Assert.AreEqual(each["lines"].Items.Count, lines.Count);
                for (int k = 0; k < lines.Count; k++)
                {
                    AssertLine(each["lines"][k], lines[k]);
                }
            }
        }

        [TestCase("block1a_project_conv", 40, "block1a_project_conv")]
        [TestCase("block1a_project_conv", 9, "block…conv")]
        [TestCase("block1a_project_conv", 4, "bl…nv")]
        public void ALongNameIsShortenedInItsMiddle(string name, int kept, string expected)
        {
            Assert.AreEqual(expected, TextLine.Shortened(name, kept));
        }

        [Test]
        public void RibbonsRunAsInTheBrowser()
        {
            int[] twenty = new int[20];
            System.Array.Fill(twenty, 2);
            AssertRibbons(Values["ribbons"][0], 1, new[] { 10, 20, 10 }, new[] { 30, 10 });
            AssertRibbons(Values["ribbons"][1], 1, new[] { 1, 1 }, null, new[] { 1 }, new[] { 2 });
            AssertRibbons(Values["ribbons"][2], StructureLayout.GridOf(20).Files, twenty, new[] { 5, 7, 9 });
            AssertRibbons(Json.Read("[]"), 1);
        }

        private static List<TextLine> LinesFor(int tallest)
        {
            NetworkDescription network = RecordedParts.Structure.Network!;
            IReadOnlyList<ClusteredLayer> layers = RecordedParts.Structure.Of<ClusteredLayer>("1");
            var lines = new List<TextLine>();
            Captions.InputCaption(new Size(224, 224), tallest, lines);
            Captions.InputCaption(new Size(72, 160), tallest, lines);
            for (int position = 0; position < 2; position++)
            {
                ClusteredLayer layer = layers[position];
                var columns = new Columns();
                columns.Choose(network.Layers);
                Column column = columns.List[columns.PositionOf(layer.Layer)];
                Layer named = column.Layer!;
                Captions.ColumnHeader(position, named, tallest, lines);
                var untitled = new Layer(
                    named.Name, named.Kind, named.Output, named.Height, named.Width, named.Channels, named.Stage,
                    named.Shown);
                Captions.ColumnHeader(position, untitled, tallest, lines);
                Captions.PanelCaptions(position, layer, tallest, lines);
                var another = new ClusteredLayer(
                    layer.Position, layer.Layer, layer.Channels, layer.Height, layer.Width, layer.Entropies,
                    layer.Clusters, CriterionNames.MeanActivation);
                Captions.PanelCaptions(position, another, tallest, lines);
            }
            Captions.ClassNames(3.4, RecordedParts.Structure.Of<Predictions>("1")[0].Classes, lines);
            return lines;
        }

        private static void AssertLine(Json expected, TextLine line)
        {
            Assert.AreEqual(expected["text"].Text, line.Text);
            SharedValues.AssertNear(expected["x"].Number, line.X, "x of " + line.Text);
            SharedValues.AssertNear(expected["y"].Number, line.Y, "y of " + line.Text);
            SharedValues.AssertNear(expected["size"].Number, line.Size, "size of " + line.Text);
            Assert.AreEqual(expected["weight"].Whole, line.Weight);
            Assert.AreEqual(expected["colour"].Text, line.Colour.ToString().ToLowerInvariant());
            double most = expected["most"].IsNull ? double.PositiveInfinity : expected["most"].Number;
            Assert.IsTrue(most == line.Most || System.Math.Abs(most - line.Most) < 1e-6, "room of " + line.Text);
        }

        private static void AssertRibbons(Json expected, int files, params int[]?[] maps)
        {
            var ribbons = new List<Ribbon>();
            Ribbons.Write(maps, files, ribbons);
            Assert.AreEqual(expected.Items.Count, ribbons.Count);
            for (int k = 0; k < ribbons.Count; k++)
            {
                AssertEnd(expected[k]["from"], ribbons[k].From);
                AssertEnd(expected[k]["to"], ribbons[k].To);
            }
        }

        private static void AssertEnd(Json expected, RibbonEnd end)
        {
            SharedValues.AssertNear(expected["x"].Number, end.X, "x");
            SharedValues.AssertNear(expected["y"].Number, end.Y, "y");
            SharedValues.AssertNear(expected["height"].Number, end.Height, "height");
            Assert.AreEqual(expected["colour"].Whole, end.Cluster);
        }
    }
}
