using System;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Pool;
using Tetrascope.Structure;

namespace Tetrascope.Connection
{
    /// <summary>
    /// A frame in which nothing has arrived costs nothing, or a headset would stutter when memory is collected.
    /// </summary>
    public sealed class RestTests : SceneTests
    {
        [Test]
        public void AFrameInWhichNothingArrivesAllocatesNothing()
        {
            using var structure = new StructureSession("structure", Server, Subject, Settings);
            using var pool = new PoolSession("pool", Server, Subject);
            structure.Start();
            pool.Run.Start();
            Server.Update();
            Answer("structure", true, Answering.Classes(7), Answering.Column(0, "stem_conv"));
            Server.Update(); // the pool is still awaited
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int frame = 0; frame < 1000; frame++)
            {
                Server.Update();
            }
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.EqualTo(0));
        }
    }
}
