using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Layers stand beside each other as in the browser, those of real networks too.</summary>
    internal sealed class AlignmentTests
    {
        private static readonly Json Values = SharedValues.Read("side_by_side");
        private static readonly Json Catalog = SharedValues.Read("catalog_layers");

        [Test]
        public void TheRuleIsToldInTheBrowsersWords()
        {
            Assert.AreEqual(Values["rule"].Text, Alignment.Rule);
            foreach (Json each in Values["resolutions"].Items)
            {
                int? halvings = each[0].IsNull ? (int?)null : each[0].Whole;
                Assert.AreEqual(each[1].Text, Alignment.ResolutionWords(halvings));
            }
        }

        [Test]
        public void LayersOfTheCatalogsNetworksAreAligned()
        {
            foreach (Json each in Values["catalog"].Items)
            {
                string which = each["which"].Text;
                AssertAligned(each["aligned"], OfCatalog(each["one"].Text, which), OfCatalog(each["two"].Text, which));
            }
        }

        [Test]
        public void UnitsAndInputsThatAreNotSquareAreAligned()
        {
            foreach (Json each in Values["made"].Items)
            {
                AssertAligned(each["aligned"], Made(each["one"]), Made(each["two"]));
            }
        }

        private static void AssertAligned(Json known, Flow one, Flow two)
        {
            IReadOnlyList<Resolution> found = Alignment.AlignedLayers(one, two);
            Assert.AreEqual(known.Items.Count, found.Count);
            for (int place = 0; place < found.Count; place++)
            {
                Json halvings = known[place][0];
                Assert.AreEqual(halvings.IsNull ? (int?)null : halvings.Whole, found[place].Halvings);
                Json pairs = known[place][1];
                string?[] ones = found[place].Pairs.Select(pair => pair.One?.Name).ToArray();
                string?[] twos = found[place].Pairs.Select(pair => pair.Two?.Name).ToArray();
                Assert.AreEqual(pairs.Items.Select(pair => pair[0].TextOrNull).ToArray(), ones);
                Assert.AreEqual(pairs.Items.Select(pair => pair[1].TextOrNull).ToArray(), twos);
            }
        }

        private static Flow OfCatalog(string network, string which)
        {
            IEnumerable<Json> shown = Catalog[network]["layers"].Items
                .Where(layer => which == "all" || layer[4].IsTrue);
            return new Flow(
                shown.Select(layer => LayerOf(layer[0].Text, layer[1].Text, layer[2].Whole, layer[3].Whole)).ToList(),
                SizeOf(Catalog[network]["input"]));
        }

        private static Flow Made(Json flow) => new Flow(
            flow["layers"].Items.Select((layer, place) =>
                LayerOf(place.ToString(), layer[0].Text, layer[1].Whole, layer[2].Whole)).ToList(),
            SizeOf(flow["input"]));

        private static Size SizeOf(Json both) => new Size(both[0].Whole, both[1].Whole);

        private static Layer LayerOf(string name, string kind, int height, int width) =>
            new Layer(name, kind, name, height, width, 1, 0, true);
    }
}
