using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>Masks as the browser makes them.</summary>
    internal sealed class MaskShapeTests
    {
        private static readonly Json Values = SharedValues.Read("masks");
        private static readonly Size Input = SizeOf(Values["size"]);
        private static readonly Size Other = SizeOf(Values["otherSize"]);
        private static readonly object[] Written = SharedValues.OfServer(nameof(MaskShapeTests));

        [Test]
        public void TextIsReadAndWrittenAsItWas()
        {
            foreach (Json each in Values["masks"].Items)
            {
                Assert.AreEqual(each["mask"].Text, TextOf(MaskOf(each["mask"].Text)));
            }
        }

        [Test]
        public void HideAsManyPixels()
        {
            foreach (Json each in Values["masks"].Items)
            {
                Mask mask = MaskOf(each["mask"].Text);
                Assert.AreEqual(each["area"].Whole, MaskShape.Area(mask));
                Assert.AreEqual(each["area"].Whole, Coverage(mask).Sum(flag => flag));
            }
        }

        [Test]
        public void AreMovedAndScaledAlike()
        {
            foreach (Json each in Values["masks"].Items)
            {
                Mask mask = MaskOf(each["mask"].Text);
                Mask moved = MaskShape.Moved(mask, each["rows"].Number, each["columns"].Number, Input);
                Assert.AreEqual(each["moved"].Text, TextOf(moved));
                Assert.AreEqual(each["rescaled"].TextOrNull, TextOf(MaskShape.Rescaled(mask, Input, Other)));
            }
        }

        [Test]
        public void TogetherHideTheirUnion()
        {
            foreach (Json each in Values["unions"].Items)
            {
                PlacedMask[] masks = MaskText.Read(each["masks"].Text)!.Select(mask => new PlacedMask(mask)).ToArray();
                byte[] flags = new byte[Input.Area];
                MaskShape.Coverage(masks, Input, flags);
                Assert.AreEqual(each["union"].Text, TextOf(MaskShape.BitmapOf(flags, Input)));
            }
        }

        [Test]
        public void ARectangleLiesBetweenTwoPlaces()
        {
            foreach (Json each in Values["rectangles"].Items)
            {
                Mask? mask = MaskShape.RectangleBetween(PlaceOf(each["a"]), PlaceOf(each["b"]), Input);
                Assert.AreEqual(each["mask"].TextOrNull, TextOf(mask));
            }
        }

        [Test]
        public void TheBrushSetsTheSamePixels()
        {
            foreach (Json each in Values["strokes"].Items)
            {
                byte[] flags = new byte[Input.Area];
                Brush.Stamp(flags, Input, PlaceOf(each["from"]), PlaceOf(each["to"]), each["radius"].Number);
                Assert.AreEqual(each["mask"].TextOrNull, TextOf(MaskShape.BitmapOf(flags, Input)));
            }
        }

        [Test]
        public void TheTopmostIsTheOneAddedLast()
        {
            var below = new PlacedMask(new Rectangle(0, 0, 5, 5));
            var above = new PlacedMask(new Rectangle(2, 2, 5, 5));
            var masks = new List<PlacedMask> { below, above };
            Assert.AreSame(above, MaskShape.TopmostAt(masks, 3, 3));
            Assert.AreSame(below, MaskShape.TopmostAt(masks, 0, 0));
            Assert.IsNull(MaskShape.TopmostAt(masks, 12, 8));
        }

        [Test]
        public void CoverageIsWhatEachMaskHides()
        {
            foreach (Json each in Values["masks"].Items)
            {
                Mask mask = MaskShape.Moved(MaskOf(each["mask"].Text), 0, 0, new Size(200, 200));
                byte[] flags = Coverage(mask);
                for (int pixel = 0; pixel < flags.Length; pixel++)
                {
                    bool hidden = MaskShape.Covers(mask, pixel / Input.Width, pixel % Input.Width);
                    Assert.AreEqual(hidden ? 1 : 0, flags[pixel]);
                }
            }
        }

        [TestCaseSource(nameof(Written))]
        public void AreThoseOfTheServer(string name)
        {
            Json values = SharedValues.ReadOfServer(name);
            Size size = SizeOf(values);
            foreach (Json each in values["requests"].Items)
            {
                LayersRequest request = LayersRequest.Decode(Convert.FromBase64String(each["request"].Text));
                byte[] flags = new byte[size.Area];
                MaskShape.Coverage(request.Masks.Select(mask => new PlacedMask(mask)).ToArray(), size, flags);
                Assert.AreEqual(each["covered"].Text, Convert.ToBase64String(MaskBits.Pack(flags)));
                Assert.That(MaskBits.Unpack(MaskBits.Pack(flags), flags.Length), Is.EqualTo(flags));
                Bitmap? union = MaskShape.BitmapOf(flags, size);
                Assert.AreEqual(
                    each["union"].TextOrNull, union == null ? null : Convert.ToBase64String(union.Encode()));
            }
        }

        [TestCase("x1,2,3,4")]
        [TestCase("r1,2,3")]
        [TestCase("r1,2,0,4")]
        [TestCase("r1,2,3,4,AAAA")]
        [TestCase("b1,2,3,4")]
        [TestCase("b1,2,3,4,A")]
        [TestCase("r1,2,3,99999")]
        [TestCase("r1,2,3,4~")]
        [TestCase("b0,0,3,3,____")]
        [TestCase("r1e3,2,3,4")]
        [TestCase("r1,2,3,4<script>")]
        public void TextThatIsNoneCannotBeRead(string text)
        {
            Assert.IsNull(MaskText.Read(text));
        }

        [Test]
        public void AreAtMostAsManyAsARequestMayHold()
        {
            string text = string.Join("~", Enumerable.Range(0, 260).Select(row => $"r{row},1,1,1"));
            IReadOnlyList<Mask> masks = MaskText.Read(text)!;
            Assert.AreEqual(LayersRequest.MaxMasks, masks.Count);
            Assert.AreEqual(255, masks[255].Top);
        }

        internal static string? TextOf(Mask? mask)
        {
            return mask == null ? null : MaskText.Of(new[] { new PlacedMask(mask) });
        }

        internal static Mask MaskOf(string text)
        {
            return MaskText.Read(text)!.Single();
        }

        private static byte[] Coverage(Mask mask)
        {
            byte[] flags = new byte[Input.Area];
            MaskShape.Coverage(new[] { new PlacedMask(mask) }, Input, flags);
            return flags;
        }

        private static Size SizeOf(Json size)
        {
            return new Size(size["height"].Whole, size["width"].Whole);
        }

        private static ImagePoint PlaceOf(Json place)
        {
            return new ImagePoint(place["row"].Number, place["column"].Number);
        }
    }
}
