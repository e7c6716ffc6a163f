using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Wording;

namespace Tetrascope.Beside
{
    /// <summary>Pools of two networks are held against each other as in the browser.</summary>
    internal sealed class PairsTests
    {
        private const double Examined = 0.6;

        private static readonly Json Values = SharedValues.Read("side_by_side");
        private static readonly Protocol.Pool Golden = Protocol.Pool.Decode(SharedFiles.Golden("pool"));

        [Test]
        public void CopiesAtTheSamePlaceBelongTogether()
        {
            foreach (Json each in Values["pools"].Items)
            {
                (Protocol.Pool one, Protocol.Pool two) = (PoolOf(each["one"]), PoolOf(each["two"]));
                IReadOnlyList<PairedCopies> pairs = Pairs.PairedCopies(one, two);
                AssertPairs(each["pairs"], pairs);
                Outcome[] outcomes = { Outcome.A, Outcome.B, Outcome.Both, Outcome.Neither };
                for (int place = 0; place < outcomes.Length; place++)
                {
                    IReadOnlyList<PairedCopies> of = Pairs.Of(pairs, outcomes[place]);
                    AssertPairs(each["outcomes"][place], Pairs.ByFall(of, outcomes[place], one, two));
                }
                Assert.AreEqual(each["telling"].Text, Pairs.TellingOutcome(pairs).ToString().ToLowerInvariant());
                AssertFragility(each["fragility"][0], one);
                AssertFragility(each["fragility"][1], two);
            }
        }

        [Test]
        public void ImportanceIsOfWhatBothSee()
        {
            foreach (Json each in Values["maps"].Items)
            {
                PairedMaps? found = PairedMaps.Of(MapOf(each["one"]), MapOf(each["two"]));
                Assert.AreEqual(each["size"].IsNull, found == null);
                if (found == null)
                {
                    continue;
                }
                Assert.AreEqual(new Size(each["size"][0].Whole, each["size"][1].Whole), found.Size);
                SharedValues.AssertNear(each["limit"].Number, found.Limit, "limit");
                SharedValues.AssertNear(each["correlation"].Number, found.Correlation!.Value, "correlation");
                foreach (Json some in each["some"].Items)
                {
                    int pixel = some[0].Whole;
                    SharedValues.AssertNear(some[1].Number, found.One[pixel], "one");
                    SharedValues.AssertNear(some[2].Number, found.Two[pixel], "two");
                    SharedValues.AssertNear(
                        some[1].Number - some[2].Number, found.Difference[pixel], "difference");
                }
            }
        }

        [Test]
        public void RanksAreCorrelatedAlike()
        {
            foreach (Json each in Values["correlations"].Items)
            {
                double? found = RankCorrelation.Of(NumbersOf(each[0]), NumbersOf(each[1]));
                SharedValues.AssertNear(each[2].Number, found!.Value, "correlation");
            }
            Assert.IsNull(RankCorrelation.Of(new[] { 1.0, 1, 1 }, new[] { 1.0, 2, 3 }));
        }

        [Test]
        public void ACorrelationIsToldInTheBrowsersWords()
        {
            foreach (Json each in Values["correlationWords"].Items)
            {
                Assert.AreEqual(
                    each[1].Text, PairsWording.Correlation(each[0].IsNull ? (double?)null : each[0].Number));
            }
        }

        private static void AssertPairs(Json known, IReadOnlyList<PairedCopies> found)
        {
            Assert.AreEqual(
                known.Items.Select(pair => $"{pair[0].Whole} {pair[1].Whole}").ToArray(),
                found.Select(pair => $"{pair.One.Index} {pair.Two.Index}").ToArray());
        }

        private static void AssertFragility(Json known, Protocol.Pool pool)
        {
            (int changed, int? smallest) = Pairs.Fragility(pool);
            Assert.AreEqual(known[0].Whole, changed);
            Assert.AreEqual(known[1].IsNull ? (int?)null : known[1].Whole, smallest);
        }

        private static Protocol.Pool PoolOf(Json pool)
        {
            var images = new List<PoolImage>();
            foreach (Json copy in pool["images"].Items)
            {
                int side = copy[3].Whole;
                images.Add(new PoolImage(
                    images.Count, copy[0].Whole, new Rectangle(copy[1].Whole, copy[2].Whole, side, side), 0, 0.5,
                    copy[5].Number, copy[4].IsTrue, new double[0], new double[0], 0, null));
            }
            return Made(pool["seen"], images, Golden.Importance);
        }

        private static Protocol.Pool MapOf(Json map)
        {
            Json input = Values["seen"][map[0].Whole][2];
            int[] shape = { input[2].Whole, input[3].Whole };
            byte[] bytes = map[1].Items.Select(each => (byte)each.Number).ToArray();
            return Made(map[0], new List<PoolImage>(), new Tensor(shape, "u1", 0.002, -0.1, bytes));
        }

        private static Protocol.Pool Made(Json place, IReadOnlyList<PoolImage> images, Tensor importance)
        {
            Json seen = Values["seen"][place.Whole];
            var framing = new Framing(FitNames.Crop, 0.5, AreaOf(seen[0]), AreaOf(seen[1]));
            (int height, int width) = (seen[2][2].Whole, seen[2][3].Whole);
            var image = new Tensor(new[] { height, width, 3 }, "u1", 1, 0, new byte[3 * height * width]);
            var examined = new ClassScore(new ClassLabel(0, "cat", null), Examined);
            Window[] windows = { new Window(4, 2), new Window(8, 4) };
            return new Protocol.Pool(
                examined, examined, image, framing, image, windows, Golden.Vertices, images, Golden.Labels, importance);
        }

        private static Area AreaOf(Json of) => new Area(of[0].Number, of[1].Number, of[2].Number, of[3].Number);

        private static double[] NumbersOf(Json list) => list.Items.Select(each => each.Number).ToArray();
    }
}
