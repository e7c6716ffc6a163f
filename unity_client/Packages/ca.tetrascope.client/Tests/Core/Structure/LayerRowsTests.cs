using System;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Colours;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    public sealed class LayerRowsTests : SceneTests
    {
        private const string First = "structure-rows-0";
        private const string Second = "structure-rows-1";

        private StructureSession _session = null!;

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _session = new StructureSession("structure", Server, Subject, Settings);
            _session.Start();
            Server.Update();
        }

        [Test]
        public void AsksForTheOriginalAndTheMaskedImageInTheClustersOfTheOriginal()
        {
            Mask(1);
            _session.LayerRows.IsOpen = true;
            Server.Update();
            LayersRequest original = Last<LayersRequest>(First);
            LayersRequest masked = Last<LayersRequest>(Second);
            Assert.That(original.Groups, Is.EqualTo(GroupsNames.Own), "there is nothing to compare it with");
            Assert.That(masked.Groups, Is.EqualTo(GroupsNames.Original));
            Assert.That(masked.Difference, Is.True);
            Assert.That(masked.Layers!.Single(), Is.EqualTo(_session.LayerRows.Layer!.Name));
            Assert.That(_session.LayerRows.Rows.Select(row => row.Image.Name).ToArray(),
                Is.EqualTo(new[] { "Original", "As masked now" }));
        }

        [Test]
        public void AsksNothingWhileItIsClosed()
        {
            Mask(1);
            Server.Update();
            Assert.That(Count(First) + Count(Second), Is.EqualTo(0));
        }

        [Test]
        public void ChangesAreReadFromSignedBytesAndOneScaleColoursThemAlike()
        {
            Tensor weak = Signed(0.5, 127, 129, 123, 127);
            Tensor strong = Signed(5, 127, 129);
            ClusterChange change = ClusterChange.Of(weak);
            Assert.That(change.Mean, Is.EqualTo(0.75));
            Assert.That(change.Largest, Is.EqualTo(2));
            byte[] table = DivergingColours.Scale.SignedTable();
            byte[] ofWeak = ClusterChange.LookupOnScale(weak, 20, table);
            byte[] ofStrong = ClusterChange.LookupOnScale(strong, 20, table);
            Assert.That(Colour(ofWeak, 127 + 20), Is.EqualTo(Colour(ofStrong, 127 + 2)));
            Assert.That(Colour(ofStrong, 127 + 4), Is.EqualTo(Colour(table, 254)));
            Assert.That(Colour(ofStrong, 127 - 4), Is.EqualTo(Colour(table, 0)));
            Assert.That(Colour(ofWeak, 127), Is.EqualTo(Colour(table, 127)));
        }

        private static Tensor Signed(double scale, params byte[] bytes) =>
            new Tensor(new[] { 1, bytes.Length }, "u1", scale, -127 * scale, bytes);

        private static byte[] Colour(byte[] table, int stored) => table.AsSpan(stored * 4, 4).ToArray();

        private void Mask(int top)
        {
            _session.Masks.Open(new[] { new PlacedMask(new Rectangle(top, 2, 30, 40)) });
            Server.Update();
        }
    }
}
