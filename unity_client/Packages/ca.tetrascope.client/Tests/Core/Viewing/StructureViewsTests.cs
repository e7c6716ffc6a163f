using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;

namespace Tetrascope.Viewing
{
    /// <summary>Views of scene 1, and what is seen in them, as in the browser.</summary>
    internal sealed class StructureViewsTests
    {
        private static readonly Json Views = SharedValues.Read("structure")["views"];
        private static readonly object[] Places = Numbered(Views.Items.Count);

        [TestCaseSource(nameof(Places))]
        public void AreFramedAsInTheBrowser(int place)
        {
            Json view = Views[place];
            (StructureExtent extent, Lens lens) = (ExtentOf(view), LensOf(view));
            AssertFraming(view["home"], StructureViews.HomeView(extent, lens));
            AssertFraming(view["whole"], StructureViews.WholeView(extent, lens));
            var aside = new Direction(-0.42, 0.07);
            AssertFraming(view["column"], StructureViews.ColumnView(1, extent, aside, lens));
            double em = StructureViews.EmPixels(StructureViews.HomeView(extent, lens).Distance, lens);
            SharedValues.AssertNear(view["em"].Number, em, "em");
        }

        [TestCaseSource(nameof(Places))]
        public void AnEyeSeesWhatTheBrowsersCameraSees(int place)
        {
            Json view = Views[place];
            (StructureExtent extent, Lens lens) = (ExtentOf(view), LensOf(view));
            Eye eye = EyeAtHome(extent, lens);
            int files = StructureLayout.GridOf(extent.Clusters).Files;
            int[] positions = { 0, 1, 3 };
            for (int k = 0; k < positions.Length; k++)
            {
                Json expected = view["seen"][k];
                var point = new Vector3((float)StructureLayout.ColumnX(positions[k], files), 1.7f, 0);
                ScreenPoint? seen = eye.OnScreen(point);
                Assert.AreEqual(expected.IsNull, seen == null);
                if (seen is ScreenPoint at)
                {
                    // Single precision, at a distance of up to hundreds of metres.
                    SharedValues.AssertNear(expected["x"].Number, at.X, "x", 0.02);
                    SharedValues.AssertNear(expected["y"].Number, at.Y, "y", 0.02);
                    Point back = eye.RayThrough(at.X, at.Y).MeetPlane()!.Value;
                    SharedValues.AssertNear(point.X, back.X, "x in the plane", 1e-3 * at.Distance);
                    SharedValues.AssertNear(point.Y, back.Y, "y in the plane", 1e-3 * at.Distance);
                }
            }
        }

        [TestCaseSource(nameof(Places))]
        public void TheSameColumnsAreInView(int place)
        {
            Json view = Views[place];
            (StructureExtent extent, Lens lens) = (ExtentOf(view), LensOf(view));
            ViewRange? range = VisibleRange.Of(EyeAtHome(extent, lens), extent);
            Assert.AreEqual(view["range"].IsNull, range == null);
            if (range is ViewRange seen)
            {
                SharedValues.AssertNear(view["range"]["from"].Number, seen.From, "from", 2e-3);
                SharedValues.AssertNear(view["range"]["to"].Number, seen.To, "to", 2e-3);
            }
        }

        private static object[] Numbered(int count)
        {
            object[] places = new object[count];
            for (int k = 0; k < count; k++)
            {
                places[k] = k;
            }
            return places;
        }

        private static Eye EyeAtHome(StructureExtent extent, Lens lens)
        {
            Framing home = StructureViews.HomeView(extent, lens);
            return new Eye(home.From(StructureViews.HomeDirection(extent.Clusters)), lens);
        }

        private static StructureExtent ExtentOf(Json view)
        {
            Json extent = view["extent"];
            return new StructureExtent(extent["columns"].Whole, extent["clusters"].Whole, extent["classes"].Whole);
        }

        private static Lens LensOf(Json view)
        {
            return Lens.OfDegrees(35, view["size"]["width"].Number, view["size"]["height"].Number);
        }

        private static void AssertFraming(Json expected, Framing framing)
        {
            SharedValues.AssertNear(expected["x"].Number, framing.X, "x");
            SharedValues.AssertNear(expected["y"].Number, framing.Y, "y");
            SharedValues.AssertNear(expected["distance"].Number, framing.Distance, "distance");
        }
    }
}
