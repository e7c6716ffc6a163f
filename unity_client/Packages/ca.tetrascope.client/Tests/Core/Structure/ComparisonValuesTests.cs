using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Colours;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Wording;

namespace Tetrascope.Structure
{
    /// <summary>What is computed of two images that are compared, as the browser does.</summary>
    internal sealed class ComparisonValuesTests
    {
        private static readonly Json Values = SharedValues.Read("compare");
        private static readonly Tensor A = MapOf("a");
        private static readonly Tensor B = MapOf("b");

        [Test]
        public void ChannelsArePairedTheMostDifferentFirst()
        {
            IReadOnlyList<ChannelDifference> pairs = ChannelDifference.Between(
                new[] { Entry(3, A), Entry(5, A), Entry(4, A) }, new[] { Entry(5, B), Entry(3, A), Entry(9, B) });
            Assert.AreEqual(Values["pairs"].Items.Count, pairs.Count);
            for (int place = 0; place < pairs.Count; place++)
            {
                Json known = Values["pairs"].Items[place];
                Assert.AreEqual((int)known[0].Number, pairs[place].Channel);
                SharedValues.AssertNear(known[1].Number, pairs[place].Mean, "mean");
                SharedValues.AssertNear(known[2].Number, pairs[place].Largest, "largest");
            }
            (double low, double high) = pairs[0].CommonRange();
            SharedValues.AssertNear(Values["range"][0].Number, low, "low");
            SharedValues.AssertNear(Values["range"][1].Number, high, "high");
            Assert.IsTrue(ComparisonWording.About(pairs).EndsWith(" 1 map is the same.", StringComparison.Ordinal));
        }

        [Test]
        public void BothMapsAreOnOneScale()
        {
            byte[] grey = Enumerable.Range(0, 1024).Select(place => (byte)(place >> 2)).ToArray();
            ChannelDifference pair = ChannelDifference.Between(new[] { Entry(5, A) }, new[] { Entry(5, B) })[0];
            (double low, double high) = pair.CommonRange();
            Tensor[] both = { A, B };
            for (int side = 0; side < 2; side++)
            {
                byte[] own = ChannelDifference.LookupOnScale(both[side], low, high, grey);
                Assert.AreEqual(Bytes(Values["onScale"][side]), own.Where((_, at) => at % 4 == 0).ToArray());
            }
        }

        [Test]
        public void DifferencesHaveTheBrowsersColours()
        {
            foreach (Json known in Values["diverging"].Items)
            {
                Rgb colour = DivergingColours.At(known[0].Number);
                Assert.AreEqual(Bytes(known, 1), new[] { colour.Red, colour.Green, colour.Blue });
            }
            foreach (Json known in Values["pictures"].Items)
            {
                byte[] rgba = new byte[4 * A.Data.Length];
                DivergingColours.Write(A, B, known[0].Number, rgba);
                Assert.AreEqual(Bytes(known, 1), rgba);
            }
        }

        [Test]
        public void ChangesOfClassesReadAsInTheBrowser()
        {
            IReadOnlyList<ClassChange> changes = ClassChange.Between(
                Classes((1, 0.6), (7, 0.3), (4, 0.05)), Classes((1, 0.5), (4, 0.05)));
            IEnumerable<string> read = changes.Select(each => StructureWording.Change(each.Change));
            Assert.AreEqual(Values["changes"].Items.Select(known => known[2].Text).ToArray(), read.ToArray());
            Assert.AreEqual(0.5, changes[0].Before);
            Assert.IsNull(changes[1].Before);
        }

        private static Tensor MapOf(string name)
        {
            Json map = Values[name];
            return new Tensor(
                new[] { 2, 3 }, "u1", map["scale"].Number, map["offset"].Number, Bytes(map["data"]));
        }

        private static byte[] Bytes(Json list, int from = 0) =>
            list.Items.Skip(from).Select(each => (byte)each.Number).ToArray();

        private static FeatureMap Entry(int channel, Tensor map) => new FeatureMap(channel, 0.5, map);

        private static Predictions Classes(params (int Index, double Probability)[] classes)
        {
            Predictions golden = Golden.Predictions;
            ClassScore[] scores = classes
                .Select(each => new ClassScore(new ClassLabel(each.Index, "class", null), each.Probability)).ToArray();
            return new Predictions(golden.Image, golden.Framing, Array.Empty<Mask>(), scores);
        }
    }
}
