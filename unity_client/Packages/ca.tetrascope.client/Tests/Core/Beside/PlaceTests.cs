using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Places and masks are carried from one network's input to another's as in the browser.</summary>
    internal sealed class PlaceTests
    {
        private static readonly Json Values = SharedValues.Read("side_by_side");

        [Test]
        public void APlaceOfThePhotoIsFoundInOtherMaps()
        {
            foreach (Json each in Values["places"].Items)
            {
                Area part = Place.PhotoArea(RegionOf(each[2]), SeenAs(each[0], each[1]));
                double[] found = { part.Top, part.Left, part.Height, part.Width };
                for (int k = 0; k < found.Length; k++)
                {
                    SharedValues.AssertNear(each[3][k].Number, found[k], "part of the photo");
                }
                Region? region = Place.RegionAt(part, SeenAs(each[4], each[5]));
                Assert.AreEqual(each[6].IsNull ? (Region?)null : RegionOf(each[6]), region);
                Region here = RegionOf(each[2]);
                (Seen from, Seen to) = (SeenAs(each[0], each[1]), SeenAs(each[4], each[5]));
                SharedValues.AssertAllocatesNothing(() => region = Place.RegionOver(here, from, to));
                Assert.AreEqual(each[6].IsNull ? (Region?)null : RegionOf(each[6]), region);
            }
        }

        [Test]
        public void MasksHideTheSamePlaceOfThePhoto()
        {
            foreach (Json each in Values["masks"].Items)
            {
                (Json from, Json to) = (Values["seen"][each[0].Whole], Values["seen"][each[2].Whole]);
                Mask mask = MaskText.Read(each[1].Text)!.Single();
                Mask? found = Place.MaskAt(mask, FramingOf(from), FramingOf(to), SizeOf(to[2]));
                string? text = found == null ? null : MaskText.Of(new[] { new PlacedMask(found) });
                Assert.AreEqual(each[3].TextOrNull, text);
            }
        }

        [Test]
        public void WhereBothSeeTheSameAMaskStaysItself()
        {
            Json seen = Values["seen"][0];
            var mask = new Rectangle(1, 2, 3, 4);
            Assert.IsTrue(ReferenceEquals(mask, Place.MaskAt(mask, FramingOf(seen), FramingOf(seen), SizeOf(seen[2]))));
        }

        private static Seen SeenAs(Json place, Json side)
        {
            Json seen = Values["seen"][place.Whole];
            return new Seen(FramingOf(seen), SizeOf(seen[2]), new Size(side.Whole, side.Whole));
        }

        private static Framing FramingOf(Json seen) =>
            new Framing(FitNames.Crop, 0.5, AreaOf(seen[0]), AreaOf(seen[1]));

        private static Area AreaOf(Json of) => new Area(of[0].Number, of[1].Number, of[2].Number, of[3].Number);

        private static Size SizeOf(Json of) => new Size(of[2].Whole, of[3].Whole);

        private static Region RegionOf(Json of) => new Region(of[0].Whole, of[1].Whole, of[2].Whole, of[3].Whole);
    }
}
