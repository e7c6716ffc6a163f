using System;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    internal sealed class SegmentsTests
    {
        private static readonly int[] Labels = { 0, 0, 1, 0, 258, 1, 258, 258, 1 };
        private static readonly Segments Nine = Of(259, new Size(3, 3), Labels);

        [Test]
        public void LabelsHaveTheirLowByteFirst()
        {
            Assert.AreEqual(258, Nine.At(1, 1));
            Assert.AreEqual(1, Nine.At(2, 2));
            Assert.IsNull(Nine.At(3, 0));
        }

        [TestCase(0)]
        [TestCase(1)]
        [TestCase(258)]
        public void BecomeMasksOfExactlyTheirPixels(int segment)
        {
            Bitmap mask = Nine.MaskOf(segment)!;
            for (int pixel = 0; pixel < Labels.Length; pixel++)
            {
                Assert.AreEqual(Labels[pixel] == segment, MaskShape.Covers(mask, pixel / 3, pixel % 3));
            }
        }

        [Test]
        public void ThereIsNoMaskOfASegmentThatIsNone()
        {
            Assert.IsNull(Nine.MaskOf(7));
        }

        [Test]
        public void OutlinesStandBetweenDifferentNeighboursOnly()
        {
            int length = Nine.Outlines()
                .Sum(line => Math.Abs(line.ToRow - line.FromRow) + Math.Abs(line.ToColumn - line.FromColumn));
            int expected = 0;
            for (int pixel = 0; pixel < 9; pixel++)
            {
                expected += pixel < 6 && Labels[pixel + 3] != Labels[pixel] ? 1 : 0;
                expected += pixel % 3 < 2 && Labels[pixel + 1] != Labels[pixel] ? 1 : 0;
            }
            Assert.AreEqual(expected, length);
        }

        [Test]
        public void ThoseOfTheRecordedSessionCoverTheImageOnce()
        {
            var segments = new Segments(RecordedParts.Structure.First<Superpixels>());
            int pixels = Enumerable.Range(0, segments.Count)
                .Sum(segment => MaskShape.Area(segments.MaskOf(segment)!));
            Assert.AreEqual(segments.Size.Area, pixels);
        }

        [Test]
        public void ThePictureUnderAMaskIsTheFillWhereItHides()
        {
            Input input = RecordedParts.Structure.First<Input>();
            Size size = TensorValues.SizeOf(input.Image);
            byte[] coverage = new byte[size.Area];
            MaskShape.Coverage(new[] { new PlacedMask(new Rectangle(10, 20, 30, 40)) }, size, coverage);
            byte[] rgba = new byte[size.Area * 4];
            MaskedPreview.Write(input.Image, input.FillImage, coverage, rgba);
            for (int pixel = 0; pixel < size.Area; pixel++)
            {
                Tensor source = coverage[pixel] == 1 ? input.FillImage : input.Image;
                Assert.IsTrue(rgba.AsSpan(pixel * 4, 3).SequenceEqual(source.Data.Span.Slice(pixel * 3, 3)));
                Assert.AreEqual(255, rgba[pixel * 4 + 3]);
            }
        }

        /// <summary>The left and the right half of an image.</summary>
        internal static Segments Halves(Size size)
        {
            return Of(2, size, Enumerable.Range(0, size.Area)
                .Select(pixel => pixel % size.Width < size.Width / 2 ? 0 : 1).ToArray());
        }

        private static Segments Of(int count, Size size, int[] labels)
        {
            byte[] data = labels.SelectMany(label => new[] { (byte)(label & 255), (byte)(label >> 8) }).ToArray();
            var tensor = new Tensor(new[] { size.Height, size.Width }, TensorDtypeNames.U2, 1, 0, data);
            return new Segments(new Superpixels(count, tensor));
        }
    }
}
