using System.Collections.Generic;
using NUnit.Framework;

namespace Tetrascope.Geometry
{
    internal sealed class StructureLayoutTests
    {
        [Test]
        public void TheGuidesNumbers()
        {
            Json numbers = SharedValues.Guide("structure");
            var computed = new Dictionary<string, double>
            {
                ["x of column 0"] = StructureLayout.ColumnX(0),
                ["x of column 1"] = StructureLayout.ColumnX(1),
                ["x of column 10"] = StructureLayout.ColumnX(10),
                ["y of panel 0 of 3"] = StructureLayout.PanelY(0, 3),
                ["y of panel 1 of 3"] = StructureLayout.PanelY(1, 3),
                ["y of panel 2 of 3"] = StructureLayout.PanelY(2, 3),
                ["x of the bars after 3 columns"] = StructureLayout.BarsLeft(3),
                ["y of bar 0 of 10"] = StructureLayout.BarY(0, 10),
                ["y of bar 9 of 10"] = StructureLayout.BarY(9, 10),
            };
            foreach (KeyValuePair<string, double> each in computed)
            {
                SharedValues.AssertNear(numbers[each.Key].Number, each.Value, each.Key, 1e-9);
            }
        }

        [Test]
        public void PanelsStandWhereTheBrowserPutsThem()
        {
            foreach (Json each in SharedValues.Read("structure")["panels"].Items)
            {
                (int clusters, int files) = (each["clusters"].Whole, each["files"].Whole);
                Assert.AreEqual(files, StructureLayout.GridOf(clusters).Files);
                for (int end = 0; end < 2; end++)
                {
                    Point centre = StructureLayout.PanelCentre(4, end * (clusters - 1), clusters, files);
                    SharedValues.AssertNear(each["centres"][end]["x"].Number, centre.X, $"x of {clusters}");
                    SharedValues.AssertNear(each["centres"][end]["y"].Number, centre.Y, $"y of {clusters}");
                }
            }
        }

        [TestCase(7, 7)]
        [TestCase(1, 1)]
        [TestCase(30, 100)]
        [TestCase(112, 56)]
        public void APixelIsFoundAgainWhereItIs(int height, int width)
        {
            var size = new Size(height, width);
            Point centre = StructureLayout.PanelCentre(4, 1, 3);
            for (int row = 0; row < height; row++)
            {
                for (int column = 0; column < width; column++)
                {
                    var pixel = new Pixel(row, column);
                    Point point = StructureLayout.PixelPoint(pixel, size, centre, 0.5);
                    Assert.AreEqual(pixel, StructureLayout.PixelAt(point, size, centre, 0.5));
                }
            }
        }

        [Test]
        public void BesideAMapThereIsNoPixel()
        {
            Assert.IsNull(StructureLayout.PixelAt(new Point(0, 0.2), new Size(10, 40), new Point(0, 0), 0.5));
        }
    }
}
