using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Geometry
{
    internal sealed class TensorValuesTests
    {
        private static readonly Tensor Picture =
            new Tensor(new[] { 1, 2, 3 }, "u1", 1, 0, new byte[] { 1, 2, 3, 4, 5, 6 });

        [Test]
        public void ANumberIsTheStoredOneTimesScalePlusOffset()
        {
            var map = new Tensor(new[] { 2, 2 }, "u1", 0.5, -1, new byte[] { 0, 2, 4, 255 });
            Assert.AreEqual(1.0, TensorValues.ValueAt(map, 1, 0));
            Assert.AreEqual((-1.0, 126.5), TensorValues.Range(map));
        }

        [Test]
        public void OfAPictureOneChannelIsRead()
        {
            Assert.AreEqual(6.0, TensorValues.ValueAt(Picture, 0, 1, 2));
        }

        [TestCase(-1, 0, 0)]
        [TestCase(0, 2, 0)]
        [TestCase(0, 0, 3)]
        public void OutsideThereIsNoNumber(int row, int column, int channel)
        {
            Assert.IsTrue(double.IsNaN(TensorValues.ValueAt(Picture, row, column, channel)));
        }
    }
}
