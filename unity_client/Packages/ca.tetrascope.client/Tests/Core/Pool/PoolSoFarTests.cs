using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    public sealed class PoolSoFarTests
    {
        [TestCase("1")]
        [TestCase("4")]
        [TestCase("5")]
        public void TheBatchesHoldTheSameImagesAsTheWholePoolAtTheSamePlaces(string id)
        {
            Part[] parts = RecordedParts.Pool.Of<Part>(id).ToArray();
            PoolSoFar soFar = Folded(parts.Take(parts.Length - 1).ToArray())!;
            var pool = (Protocol.Pool)parts.Last();
            Assert.That(soFar.IsWhole, Is.False);
            Assert.That(LabelsOf(soFar.Vertices), Is.EqualTo(LabelsOf(pool.Vertices)));
            Assert.That(IndicesOf(soFar.Images), Is.EqualTo(IndicesOf(pool.Images)));
            Assert.That(PlacesOf(soFar.Images), Is.EqualTo(PlacesOf(pool.Images)));
        }

        [TestCase("1")]
        [TestCase("4")]
        public void AllPartsEndInTheWholePoolWithANameForEveryLabelOnTheWay(string id)
        {
            PoolSoFar? soFar = null;
            foreach (Part part in RecordedParts.Pool.Of<Part>(id))
            {
                soFar = PoolSoFar.With(soFar, part)!;
                Assert.That(soFar.Images.All(image => !soFar.LabelOf(image.Label).Name.StartsWith("class ")), Is.True);
            }
            Assert.That(soFar!.Whole, Is.SameAs(soFar.Whole));
            Assert.That(soFar.Images, Is.SameAs(soFar.Whole!.Images));
            Assert.That(soFar.LabelOf(123456).Name, Is.EqualTo("class 123456"));
        }

        [Test]
        public void ThrowsAwayWhatCameBeforeWhereTheLabelsChanged()
        {
            Part[] parts = RecordedParts.Pool.Of<Part>("4").ToArray();
            PoolBatch relabelled = parts.OfType<PoolBatch>().First(batch => batch.Relabelled);
            PoolSoFar before = Folded(parts.Take(1).ToArray())!;
            Assert.That(PoolSoFar.With(before, relabelled)!.Images.Count, Is.EqualTo(relabelled.Images.Count));
        }

        [Test]
        public void IsInThePoolsOrderWhateverTheOrderOfArrivalAndFindsAnImageByItsIndex()
        {
            Part[] parts = RecordedParts.Pool.Of<Part>("1").ToArray();
            var first = (PoolBatch)parts[0];
            var pool = (Protocol.Pool)parts.Last();
            PoolImage[] odd = pool.Images.Where(image => image.Index % 2 == 1).Reverse().ToArray();
            PoolImage[] even = pool.Images.Where(image => image.Index % 2 == 0).ToArray();
            PoolSoFar? half = PoolSoFar.With(null, Batch(first, odd));
            Assert.That(IndicesOf(half!.Images).Take(3), Is.EqualTo(new[] { 1, 3, 5 }));
            Assert.That(half.ImageAt(1), Is.SameAs(pool.Images[1]));
            Assert.That(half.ImageAt(0), Is.Null);
            Assert.That(half.ImageAt(999), Is.Null);
            PoolSoFar? all = PoolSoFar.With(half, Batch(first, even));
            Assert.That(all!.Images, Is.EqualTo(pool.Images));
            Assert.That(all.ChangeOf(pool.Images[0]), Is.EqualTo(
                pool.Images[0].OriginalProbability - pool.Examined.Probability));
        }

        [Test]
        public void ThatIsComputedAgainShowsTheOldOneUntilTheNewOneHasCaughtUp()
        {
            Part[] parts = RecordedParts.Pool.Of<Part>("1").ToArray();
            PoolSoFar whole = Folded(parts)!;
            PoolSoFar shorter = Folded(parts.Take(1).ToArray())!;
            PoolSoFar longer = Folded(parts.Take(2).ToArray())!;
            Assert.That(PoolSoFar.FurtherOf(longer, null), Is.SameAs(longer));
            Assert.That(PoolSoFar.FurtherOf(null, shorter), Is.SameAs(shorter));
            Assert.That(PoolSoFar.FurtherOf(longer, shorter), Is.SameAs(longer));
            Assert.That(PoolSoFar.FurtherOf(shorter, longer), Is.SameAs(longer));
            Assert.That(PoolSoFar.FurtherOf(longer, whole), Is.SameAs(whole));
        }

        private static IEnumerable<int> LabelsOf(IEnumerable<PoolVertex> vertices)
        {
            return vertices.Select(vertex => vertex.Label.Index);
        }

        private static IEnumerable<int> IndicesOf(IEnumerable<PoolImage> images)
        {
            return images.Select(image => image.Index);
        }

        private static IEnumerable<double> PlacesOf(IEnumerable<PoolImage> images)
        {
            return images.SelectMany(image => image.Position);
        }

        private static PoolSoFar? Folded(params Part[] parts)
        {
            return parts.Aggregate<Part, PoolSoFar?>(null, PoolSoFar.With);
        }

        private static PoolBatch Batch(PoolBatch like, params PoolImage[] images)
        {
            return new PoolBatch(like.Original, like.Examined, like.Windows, like.Vertices, false, images, like.Labels);
        }
    }
}
