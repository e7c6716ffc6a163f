using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>What two networks answer stands beside each other as in the browser.</summary>
    internal sealed class AnswersBesideTests
    {
        private static readonly Json Values = SharedValues.Read("side_by_side");

        [Test]
        public void ClassesAreMatchedByIndexOrName()
        {
            foreach (Json each in Values["answers"].Items)
            {
                string[][] names = each["names"].Items.Select(list => list.Items.Select(one => one.Text).ToArray())
                    .ToArray();
                LabelSets labels = LabelSets.Of(names[0], names[1]);
                Assert.AreEqual(each["labels"]["same"].IsTrue, labels.Same);
                Assert.AreEqual(each["labels"]["shared"].Whole, labels.Shared);
                (Predictions one, Predictions two) = (AnswerOf(each["one"]), AnswerOf(each["two"]));
                Assert.AreEqual(each["shared"].Whole, AnswersBeside.SharedClasses(one, two, labels));
                IReadOnlyList<ClassBeside> rows = AnswersBeside.Classes(one, two, labels, names[0], names[1]);
                Assert.AreEqual(each["rows"].Items.Count, rows.Count);
                for (int row = 0; row < rows.Count; row++)
                {
                    Json known = each["rows"][row];
                    Assert.AreEqual(known[0].Text, rows[row].Label.Name);
                    AssertSaid(known[1], rows[row].One);
                    AssertSaid(known[2], rows[row].Two);
                }
            }
        }

        [Test]
        public void AFallIsOfTheUnmaskedAnswer()
        {
            Predictions before = Answer((0, 0.6), (1, 0.3));
            Fall known = Fall.Between(before, Answer((1, 0.5), (0, 0.4)))!.Value;
            Assert.AreEqual((0.6, 0.4, false), (known.Before, known.Now, known.AtMost));
            Fall bound = Fall.Between(before, Answer((1, 0.5), (2, 0.1)))!.Value;
            Assert.AreEqual((0, 0.1, true), (bound.Label.Index, bound.Now, bound.AtMost));
            Assert.IsNull(Fall.Between(null, before));
        }

        [Test]
        public void ThoseThatAreLikelyTheSameAreOfferedFirst()
        {
            NetworkSummary[] all =
            {
                Network("digits", "package", 10), Network("a", "random"), Network("b", "package"),
                Network("c", "package", available: false), Network("d", "package"),
            };
            Assert.AreEqual(new[] { "d", "digits", "a" }, Ids(OtherNetworks.Of(all, "b")));
            Assert.AreEqual(new[] { "b", "d", "a" }, Ids(OtherNetworks.Of(all, "digits")));
        }

        private static void AssertSaid(Json known, Said? found)
        {
            Assert.AreEqual(known.IsNull, found == null);
            if (found is Said said)
            {
                SharedValues.AssertNear(known[0].Number, said.Probability, "probability");
                Assert.AreEqual(known[1].IsNull ? (int?)null : known[1].Whole, said.Rank);
            }
        }

        private static Predictions AnswerOf(Json scores) => AnswerOf(scores.Items.Select(each =>
            new ClassScore(new ClassLabel(each[0].Whole, each[1].Text, null), each[2].Number)));

        private static Predictions Answer(params (int Index, double Probability)[] classes) => AnswerOf(classes.Select(
            each => new ClassScore(new ClassLabel(each.Index, "class", null), each.Probability)));

        private static Predictions AnswerOf(IEnumerable<ClassScore> scores)
        {
            Predictions golden = Golden.Predictions;
            return new Predictions(golden.Image, golden.Framing, Array.Empty<Mask>(), scores.ToArray());
        }

        private static NetworkSummary Network(string id, string source, int classes = 1000, bool available = true)
        {
            NetworkSummary real = RecordedParts.Structure.Network!.Summary;
            return new NetworkSummary(
                id, id, 224, 224, 3, real.Fit, classes, false, new WeightsStatus(available, source, 1, null),
                real.Output, Array.Empty<string>());
        }

        private static string[] Ids(IReadOnlyList<NetworkSummary> networks) =>
            networks.Select(one => one.NetworkId).ToArray();
    }
}
