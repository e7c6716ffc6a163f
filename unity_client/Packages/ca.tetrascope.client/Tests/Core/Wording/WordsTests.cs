using System;
using System.Globalization;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    internal sealed class WordsTests
    {
        private static readonly Json Values = SharedValues.Read("words");

        [Test]
        public void NumbersReadAsInTheBrowser()
        {
            AssertRead("percent", Words.Percent);
            AssertRead("percentage", Words.Percentage);
            AssertRead("signed", change => Words.Signed(change));
            AssertRead("points", Words.Points);
            AssertRead("duration", Words.Duration);
            AssertRead("count", number => Words.Count((int)number, "map"));
        }

        [Test]
        public void ValuesReadAsInTheBrowser()
        {
            foreach (Json each in Values["value"].Items)
            {
                double value = double.Parse(each[0].Text, CultureInfo.InvariantCulture);
                Assert.AreEqual(each[1].Text, Words.Value(value), each[0].Text);
            }
            Assert.AreEqual("–", Words.Value(double.NaN));
        }

        [Test]
        public void AHoverSaysWhatIsPointedAt()
        {
            ClusteredLayer layer = RecordedParts.Structure.First<ClusteredLayer>();
            string maps = $"{layer.Clusters[1].Channels.Count} maps";
            Assert.AreEqual($"Cluster 2 of 3, {maps}", StructureWording.HoverCluster(1, 3, layer.Clusters[1]));
            Assert.AreEqual("Row 4, column 5: −0.2500", StructureWording.HoverPixel(new Pixel(4, 5), -0.25));
            var read = new Region(0, 0, 2, 2);
            Assert.AreEqual("From 3 × 3 of the input", StructureWording.HoverField(read, null, read));
            Assert.AreEqual(
                "From 3 × 3 of stem, 7 × 9 of the input",
                StructureWording.HoverField(read, "stem", new Region(0, 0, 6, 8)));
            Assert.AreEqual("Does not read stem", StructureWording.HoverField(null, "stem", read));
            Assert.IsNull(StructureWording.HoverField(null, null, null));
        }

        [Test]
        public void ProgressSaysHowManyColumnsAreHere()
        {
            Assert.AreEqual("Columns: 3 of 18", StructureWording.Running(3, 18, "loading the network"));
            Assert.AreEqual("Loading the network", StructureWording.Running(0, 18, "loading the network"));
            Assert.AreEqual("Updated in 0.35 s.", StructureWording.Updated(0.354));
            Assert.AreEqual("120 of 299 masked copies", PoolWording.OfCopies(120, 299));
            Assert.AreEqual("8 s left", PoolWording.Left(new Progress(1, 4, 7.2, "Classifying")));
            Assert.AreEqual("25%", PoolWording.Left(new Progress(1, 4, null, "Classifying")));
        }

        private static void AssertRead(string name, Func<double, string> read)
        {
            foreach (Json each in Values[name].Items)
            {
                Assert.AreEqual(each[1].Text, read(each[0].Number), name);
            }
        }
    }
}
