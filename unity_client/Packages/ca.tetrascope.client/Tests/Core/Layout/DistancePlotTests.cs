using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    public sealed class DistancePlotTests
    {
        private static readonly Protocol.Pool Pool = RecordedParts.Pool.Of<Part>("1").OfType<Protocol.Pool>().Last();
        private static readonly Boundary Boundary = RecordedParts.Pool.Of<Part>("2").OfType<Boundary>().Last();
        private static readonly DistancePlot Plot = new DistancePlot(Boundary, Pool.Images, 288, 150);

        [Test]
        public void HasADotForEveryCopyAndTheBoundaryAndItsMarginInSight()
        {
            Assert.That(Plot.Dots.Select(dot => dot.Index).OrderBy(index => index),
                Is.EqualTo(Pool.Images.Select(image => image.Index)));
            (double left, double right) = Plot.Margin!.Value;
            double[] across =
                Plot.Dots.Select(dot => dot.X).Append(Plot.BoundaryAt).Append(left).Append(right).ToArray();
            Assert.That(across.Min() > 0 && across.Max() < 288, Is.True);
            Assert.That(left < Plot.BoundaryAt && Plot.BoundaryAt < right, Is.True);
        }

        [Test]
        public void ChangedCopiesStandAboveTheAxisAndKeptOnesHangBelowIt()
        {
            foreach (DistancePlot.Dot dot in Plot.Dots)
            {
                PoolImage image = Pool.Images[dot.Index];
                Assert.That(dot.Changed, Is.EqualTo(!image.Kept));
                Assert.That(dot.Y < Plot.Axis, Is.EqualTo(dot.Changed));
                Assert.That(dot.Y > 0 && dot.Y < Plot.Bottom, Is.True);
                Assert.That(Boundary.Distances[dot.Index] > 0, Is.EqualTo(dot.X > Plot.BoundaryAt));
            }
        }

        [Test]
        public void StacksWithoutGaps()
        {
            foreach (IGrouping<bool, DistancePlot.Dot> side in Plot.Dots.GroupBy(dot => dot.Changed))
            {
                int columns = (int)(288 / 5.0);
                foreach (IGrouping<int, DistancePlot.Dot> stack in side.GroupBy(dot => (int)(dot.X / 288 * columns)))
                {
                    double[] heights = stack.Select(dot => dot.Y).Distinct().ToArray();
                    Assert.That(heights.Length, Is.EqualTo(stack.Count()));
                }
            }
        }

        [Test]
        public void FindsTheDotThatIsNearest()
        {
            DistancePlot.Dot dot = Plot.Dots[3];
            Assert.That(Plot.Nearest(dot.X, dot.Y, 9), Is.EqualTo(dot.Index));
            Assert.That(Plot.Nearest(dot.X, -20, 9), Is.Null);
        }

        [TestCase(-6.2, 11.4, 5, "-5 0 5 10")]
        [TestCase(-0.031, 0.012, 4, "-0.02 0")]
        public void MarksRoundNumbers(double low, double high, int count, string expected)
        {
            // The range of a plot has a little room on both sides.
            double room = (high - low) / 1.06 * 0.03;
            var distances = new List<double> { low + room, high - room };
            var boundary = new Boundary("separated", "", 1, 1, new[] { 0 }, distances, 0, 1, null);
            var images = new[] { Pool.Images[0], Pool.Images[1] };
            IEnumerable<string> values = new DistancePlot(boundary, images, 288, 150).Ticks(count)
                .Select(tick => tick.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(string.Join(" ", values), Is.EqualTo(expected));
        }
    }
}
