using NUnit.Framework;

namespace Tetrascope.Protocol
{
    internal sealed class GoldenMessagesTests
    {
        [Test]
        public void TheGoldenMessagesAreFound()
        {
            Assert.That(SharedFiles.Golden("tensor").Length, Is.GreaterThan(0));
        }
    }
}
