using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Viewing;

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
        public void PlacesByLogarithmsAreThoseOfTheBrowser()
        {
            IReadOnlyDictionary<int, Vector3> points = new Places().Of(Whole.Images, 1, 4, PositionScale.Log);
            AssertPoints(Values["logarithms"], points, Whole.Images);
        }

        [Test]
        public void RegionsArePartedAsInTheBrowser()
        {
            foreach (Json each in Values["regions"].Items)
            {
                IReadOnlyList<Vector3> lines = PoolLayout.RegionLines(each["corners"].Whole);
                Assert.AreEqual(each["points"].Items.Count, lines.Count);
                for (int k = 0; k < lines.Count; k++)
                {
                    SharedValues.AssertNear(each["points"][k][0].Number, lines[k].X, $"x of {k}");
                    SharedValues.AssertNear(each["points"][k][1].Number, lines[k].Y, $"y of {k}");
                    SharedValues.AssertNear(each["points"][k][2].Number, lines[k].Z, $"z of {k}");
                }
            }
        }

        [Test]
        public void ImagesAreLookedAtFromWhereTheBrowserLooks()
        {
            (double X, double Y, double Z) PointOf(Json point) => (point[0].Number, point[1].Number, point[2].Number);
            var corners = PoolNumbers.Vertices
                .Select(PoolLayout.WorldPoint)
                .Select(at => ((double)at.X, (double)at.Y, (double)at.Z))
                .ToList();
            foreach (Json each in Values["looks"].Items)
            {
                var points = each["points"].Items.Select(PointOf).ToList();
                Direction look = ClearestLook.Find(points, PoolNumbers.ImageSide, corners, new Direction(0.2, 0.2));
                SharedValues.AssertNear(each["look"]["azimuth"].Number, look.Azimuth, "azimuth");
                SharedValues.AssertNear(each["look"]["elevation"].Number, look.Elevation, "elevation");
            }
        }

        [Test]
        public void OnlyOfAWholePoolTheSelectionIsKnown()
        {
            var display = new PoolDisplay { PositionScale = PositionScale.Log };
            var points = new List<(double, double, double)>();
            display.SelectedPoints(Whole.Images, true, points);
            Assert.AreEqual(Whole.Images.Count(image => image.Represents != null), points.Count);
            display.SelectedPoints(Whole.Images, false, points);
            Assert.AreEqual(0, points.Count);
        }

        [Test]
        public void OnThePhotoTheyStandWhereTheyDoInTheBrowser()
        {
            foreach (Json each in Values["photos"].Items)
            {
                var size = new Size(each["height"].Whole, each["width"].Whole);
                List<Window> windows = each["windows"].Items
                    .Select(window => new Window(window["size"].Whole, window["stride"].Whole)).ToList();
                var plane = new OnPhoto(windows, size);
                Assert.IsTrue(plane.IsOf(windows.ToList(), size));
                Assert.IsFalse(plane.IsOf(windows.Skip(1).ToList(), size));
                AssertRectangle(each["frame"], plane.Frame);
                Assert.AreEqual(each["photos"].Items.Count, plane.Photos.Count);
                for (int k = 0; k < plane.Photos.Count; k++)
                {
                    AssertRectangle(each["photos"][k], plane.Photos[k]);
                    Json caption = each["captions"][k];
                    Assert.AreEqual(caption["text"].Text, plane.Captions[k].Text);
                    Assert.AreEqual(caption["more"].Text, plane.Captions[k].More);
                    SharedValues.AssertNear(caption["point"][0].Number, plane.Captions[k].Point.X, "x of a caption");
                    SharedValues.AssertNear(caption["point"][1].Number, plane.Captions[k].Point.Y, "y of a caption");
                }
                foreach (Json expected in each["tiles"].Items)
                {
                    PoolImage image = Whole.Images.First(one => one.Index == expected["index"].Whole);
                    Tile tile = plane.TileOf(image, expected["strength"].Number)!.Value;
                    SharedValues.AssertNear(expected["point"][0].Number, tile.Point.X, "x");
                    SharedValues.AssertNear(expected["point"][1].Number, tile.Point.Y, "y");
                    SharedValues.AssertNear(expected["point"][2].Number, tile.Point.Z, "z");
                    SharedValues.AssertNear(expected["side"].Number, tile.Side, "side");
                    SharedValues.AssertNear(expected["cut"].Number, tile.Cut, "cut");
                }
            }
        }

        [Test]
        public void OnThePhotoAllCopiesStandAndTheirColourIsTheirOwnChange()
        {
            var display = new PoolDisplay { Arrangement = Arrangement.Photo };
            display.Filters.Kept = true;
            var images = new List<SceneImage>();
            double examined = Whole.Examined.Probability;
            var plane = new OnPhoto(Whole.Windows, Input);
            display.SceneTiles(Whole.Images, plane, examined, Input, SupportVectors, images);
            Assert.AreEqual(Whole.Images.Count, images.Count);
            double most = PoolDisplay.LargestChange(Whole.Images, examined);
            Assert.AreEqual(Whole.Images.Max(image => Math.Abs(image.OriginalProbability - examined)), most);
            Assert.AreEqual(1f, images.Max(image => Math.Abs(image.Drop)));
            foreach ((SceneImage image, PoolImage copy) in images.Zip(Whole.Images, (image, copy) => (image, copy)))
            {
                Assert.AreEqual(copy.Kept ? Presence.Shown : Presence.Faded, image.Presence);
                SharedValues.AssertNear((examined - copy.OriginalProbability) / most, image.Drop, "drop");
                Assert.That(image.Cut, Is.InRange(0.01f, 0.5f));
            }
            (int shown, int present) = display.Counts(Whole.Images, true, SupportVectors);
            Assert.AreEqual((Whole.Images.Count(image => image.Kept), Whole.Images.Count), (shown, present));
            display.HideOthers = true;
            display.SceneTiles(Whole.Images, plane, examined, Input, SupportVectors, images);
            Assert.IsTrue(images.All(image => image.Presence != Presence.Faded));
        }

        [Test]
        public void InARoomTheyAlwaysStandBetweenTheirLabels()
        {
            var display = new PoolDisplay { Arrangement = Arrangement.Photo };
            Assert.AreEqual(Arrangement.Photo, display.Arranged);
            Assert.IsTrue(display.All);
            display.InRoom = true;
            Assert.AreEqual(Arrangement.Tetrahedron, display.Arranged);
            Assert.IsFalse(display.All);
            Assert.AreEqual(Arrangement.Photo, display.Arrangement);
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

        private static void AssertRectangle(Json expected, PlaneRectangle actual)
        {
            SharedValues.AssertNear(expected["left"].Number, actual.Left, "left");
            SharedValues.AssertNear(expected["right"].Number, actual.Right, "right");
            SharedValues.AssertNear(expected["bottom"].Number, actual.Bottom, "bottom");
            SharedValues.AssertNear(expected["top"].Number, actual.Top, "top");
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
