using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Picking
{
    internal sealed class KeyStepsTests
    {
        private static readonly Columns Columns = ColumnsTests.Filled();

        [Test]
        public void FromNothingToTheMiddleOfTheFirstPanel()
        {
            StructureTarget target = KeySteps.ToPanel(null, Columns, 1, 1)!.Value;
            Size size = Columns.List[0].Size;
            Assert.AreEqual(StructureTarget.OfPanel(0, 0, new Pixel(size.Height / 2, size.Width / 2)), target);
            Assert.AreEqual(target, KeySteps.ToPixel(null, Columns, 1, 1));
            Assert.IsNull(KeySteps.ToPanel(null, new Columns(), 1, 0));
        }

        [Test]
        public void FromPanelToPanelAtTheSamePlaceWithinTheMap()
        {
            int last = Columns.List.Count - 1;
            Size first = Columns.List[0].Size;
            Size size = Columns.List[last].Size;
            var corner = new Pixel(first.Height - 1, 0);
            StructureTarget target = KeySteps.ToPanel(At(0, 1, corner), Columns, last, 1)!.Value;
            int row = (int)((first.Height - 0.5) / first.Height * size.Height);
            int column = (int)(0.5 / first.Width * size.Width);
            Assert.AreEqual(StructureTarget.OfPanel(last, 2, new Pixel(row, column)), target);
        }

        [Test]
        public void StaysAtTheEnds()
        {
            int last = Columns.List.Count - 1;
            Size size = Columns.List[last].Size;
            var corner = new Pixel(size.Height - 1, size.Width - 1);
            Assert.AreEqual(
                StructureTarget.OfPanel(last, 2, corner), KeySteps.ToPanel(At(last, 2, corner), Columns, 1, 1));
            Assert.AreEqual(
                StructureTarget.OfPanel(last, 2, corner), KeySteps.ToPixel(At(last, 2, corner), Columns, 1, 1));
            Assert.AreEqual(
                StructureTarget.OfPanel(0, 1, new Pixel(4, 6)),
                KeySteps.ToPixel(At(0, 1, new Pixel(5, 5)), Columns, 1, -1));
        }

        private static StructureHover At(int position, int cluster, Pixel pixel) =>
            new StructureHover(position, cluster, pixel, 0, null, null);
    }
}
