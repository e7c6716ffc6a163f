using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>Where images of a pool stand, and which, as in the browser.</summary>
    internal sealed class PoolDisplayTests
    {
        private static readonly Json Values = SharedValues.Read("pool");
        private static readonly Protocol.Pool Whole = RecordedParts.Pool.First<Protocol.Pool>();
        private static readonly Size Input = new Size(224, 224);

        private static readonly HashSet<int> SupportVectors =
            new HashSet<int>(RecordedParts.Pool.First<Boundary>().SupportVectors);

        [Test]
        public void ImagesTakeThePlacesThatTheyHaveInTheBrowser()
        {
            foreach (Json each in Values["places"].Items)
            {
                AssertPoints(each["points"], new Places().Of(Whole.Images, each["amount"].Number), Whole.Images);
            }
        }

        [Test]
        public void ACrowdIsSpreadAsInTheBrowser()
        {
            foreach (Json each in Values["crowds"].Items)
            {
                List<PoolImage> crowd = each["positions"].Items.Select(ImageAt).ToList();
                AssertPoints(each["points"], new Places().Of(crowd, 1, each["corners"].Whole), crowd);
            }
        }

        [Test]
        public void AnImageThatHasItsPlaceKeepsItAsOthersArrive()
        {
            var places = new Places();
            Dictionary<int, Vector3> before = places.Of(Whole.Images.Take(20).ToList(), 1)
                .ToDictionary(pair => pair.Key, pair => pair.Value);
            IReadOnlyDictionary<int, Vector3> after = places.Of(Whole.Images, 1);
            foreach (KeyValuePair<int, Vector3> each in before)
            {
                Assert.AreEqual(each.Value, after[each.Key]);
            }
            Assert.AreEqual(Whole.Images.Count, after.Count);
            Assert.AreEqual(20, places.Of(Whole.Images.Take(20).ToList(), 1).Count);
        }

        [Test]
        public void FiltersKeepTheImagesThatTheyName()
        {
            foreach (Json each in Values["filters"].Items)
            {
                var display = new PoolDisplay();
                Take(display.Filters, each["filters"]);
                List<SceneImage> images = SceneImages(display);
                Assert.That(
                    images.Where(image => image.Presence == Presence.Shown).Select(image => image.Index).ToList(),
                    Is.EqualTo(each["passing"].Items.Select(index => index.Whole).ToList()));
                int present = images.Count(image => image.Presence != Presence.Hidden);
                Assert.AreEqual(each["present"].Whole, present);
                (int shown, int all) = display.Counts(Whole.Images, true, SupportVectors);
                Assert.AreEqual((each["passing"].Items.Count, each["present"].Whole), (shown, all));
                Assert.AreEqual(display.Filters.Count > 0, shown < all);
            }
        }

        [Test]
        public void OthersAreHiddenWhereThatIsWanted()
        {
            var display = new PoolDisplay { HideOthers = true };
            display.Filters.Kept = false;
            Assert.IsTrue(SceneImages(display).All(image => image.Presence != Presence.Faded));
            display.Filters.Reset();
            Assert.AreEqual(0, display.Filters.Count);
        }

        [Test]
        public void AllAreShownWhileThePoolArrivesOrOnDemand()
        {
            var display = new PoolDisplay();
            var images = new List<SceneImage>();
            display.SceneImages(Whole.Images, false, 4, Input, SupportVectors, images);
            Assert.IsTrue(images.All(image => image.Presence == Presence.Shown));
            display.ShowAll = true;
            Assert.AreEqual(Whole.Images.Count, SceneImages(display).Count(image => image.Presence == Presence.Shown));
        }

        [Test]
        public void ShapesAndBordersAreTheProtocols()
        {
            List<SceneImage> images = SceneImages(new PoolDisplay());
            Boundary boundary = RecordedParts.Pool.First<Boundary>();
            Assert.AreEqual(boundary.Changed, images.Count(image => image.Changed));
            Assert.AreEqual(boundary.Kept, images.Count(image => !image.Changed));
            Assert.That(
                images.Where(image => image.SupportVector).Select(image => image.Index).ToList(),
                Is.EqualTo(boundary.SupportVectors.OrderBy(index => index).ToList()));
            Assert.AreEqual(Whole.Images.Count(image => image.Represents != null),
                images.Count(image => image.Presence == Presence.Shown));
        }

        [Test]
        public void AMaskIsAShareOfThePicture()
        {
            Shares shares = PoolDisplay.SharesOf(new Rectangle(56, 84, 28, 42), Input);
            Assert.AreEqual(new Vector4(0.375f, 0.25f, 0.5625f, 0.375f),
                new Vector4(shares.Left, shares.Top, shares.Right, shares.Bottom));
        }

        internal static List<SceneImage> SceneImages(PoolDisplay display)
        {
            var images = new List<SceneImage>();
            display.SceneImages(Whole.Images, true, 4, Input, SupportVectors, images);
            return images;
        }

        private static void Take(Filters filters, Json wanted)
        {
            filters.Label = wanted["label"].IsNull ? (int?)null : wanted["label"].Whole;
            filters.Vertex = wanted["vertex"].IsNull ? (int?)null : wanted["vertex"].Whole;
            filters.Window = wanted["window"].IsNull ? (int?)null : wanted["window"].Whole;
            filters.Kept = wanted["answer"].IsNull ? (bool?)null : wanted["answer"].Text == "kept";
            filters.SupportVectors = !wanted["supportVectors"].IsNull;
            filters.Outside = wanted["outside"].IsNull ? 1 : wanted["outside"].Number;
        }

        private static void AssertPoints(
            Json expected, IReadOnlyDictionary<int, Vector3> points, IReadOnlyList<PoolImage> images)
        {
            Assert.AreEqual(expected.Items.Count, points.Count);
            for (int k = 0; k < images.Count; k++)
            {
                Vector3 point = points[images[k].Index];
                SharedValues.AssertNear(expected[k][0].Number, point.X, $"x of {k}");
                SharedValues.AssertNear(expected[k][1].Number, point.Y, $"y of {k}");
                SharedValues.AssertNear(expected[k][2].Number, point.Z, $"z of {k}");
            }
        }

        private static PoolImage ImageAt(Json position, int index)
        {
            double[] place = position.Items.Select(axis => axis.Number).ToArray();
            return new PoolImage(
                index, 0, new Rectangle(0, 0, 1, 1), 0, 1, 1, true, new double[] { 1, 0, 0, 0 }, place, 0, null);
        }
    }
}
