using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    internal sealed class ColumnsTests
    {
        private static readonly NetworkDescription Network = RecordedParts.Structure.Network!;
        private static readonly IReadOnlyList<ClusteredLayer> Answer = RecordedParts.Structure.Of<ClusteredLayer>("1");

        [Test]
        public void ARealAnalysisHasAPanelForEachCluster()
        {
            Columns columns = Filled();
            Assert.AreEqual(Answer.Count, columns.List.Count);
            Assert.AreEqual(3, columns.Tallest);
            for (int position = 0; position < Answer.Count; position++)
            {
                Assert.AreEqual(Answer[position].Clusters.Count, columns.Clusters(position));
                Assert.AreEqual(Answer[position].Height, columns.List[position].Size.Height);
                Assert.IsFalse(columns.List[position].Stale);
            }
        }

        [Test]
        public void LayersThatStayChosenKeepTheirClusters()
        {
            Columns columns = Filled();
            string another = Network.Layers.First(layer => !layer.Shown).Name;
            columns.Choose(Named("stem_conv", another, "head_conv"));
            Assert.AreEqual(3, columns.List.Count);
            foreach (Column column in columns.List)
            {
                Assert.AreEqual(column.Name == another ? null : column.Name, column.Data?.Layer);
            }
        }

        [Test]
        public void EmptiedTheyKeepAsManyPanelsAsThereWere()
        {
            Columns columns = Filled();
            columns.RemoveMaps();
            Assert.IsTrue(columns.List.All(column => column.Data == null));
            Assert.AreEqual(3, columns.Clusters(5));
            Assert.IsTrue(columns.Maps().All(maps => maps == null));
        }

        [Test]
        public void TheySayWhichAreOlderThanTheImage()
        {
            Columns columns = Filled();
            columns.SetStale(true);
            columns.Update(Answer[0]);
            Assert.AreEqual(1, columns.List.Count(column => !column.Stale));
            Assert.IsFalse(columns.List[0].Stale);
        }

        [Test]
        public void ALayerWithoutAColumnIsIgnored()
        {
            Columns columns = Filled();
            columns.Choose(Named("stem_conv"));
            Assert.IsNull(columns.Update(Answer[1]));
        }

        [Test]
        public void AValueIsThatOfTheRepresentative()
        {
            Tensor map = Answer[1].Clusters[1].Representative;
            double expected = map.Data.Span[40 * 112 + 50] * map.Scale + map.Offset;
            Assert.AreEqual(expected, Filled().Value(1, 1, new Pixel(40, 50)));
        }

        internal static Columns Filled()
        {
            var columns = new Columns();
            columns.Choose(Named(Answer.Select(layer => layer.Layer).ToArray()));
            foreach (ClusteredLayer layer in Answer)
            {
                columns.Update(layer);
            }
            return columns;
        }

        private static IReadOnlyList<Layer> Named(params string[] names)
        {
            return Network.Layers.Where(layer => names.Contains(layer.Name)).ToList();
        }
    }
}
