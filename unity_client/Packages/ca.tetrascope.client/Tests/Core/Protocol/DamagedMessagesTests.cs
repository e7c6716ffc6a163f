using System;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    /// Whatever arrives, a frame is read or refused; nothing else happens.
    internal sealed class DamagedMessagesTests
    {
        private const int Damages = 3000;

        [TestCase("part_frame_layer")]
        [TestCase("part_frame_predictions")]
        [TestCase("part_frame_pool")]
        [TestCase("part_frame_pool_batch")]
        [TestCase("part_frame_boundary")]
        [TestCase("error_frame")]
        [TestCase("progress_frame")]
        public void AFrameThatIsCutIsRefused(string name)
        {
            byte[] whole = SharedFiles.Golden(name);
            for (int length = 0; length < whole.Length; length++)
            {
                ReadOnlyMemory<byte> cut = whole.AsMemory(0, length);
                var error = Assert.Throws<MessagePackException>(() => ServerFrame.Decode(cut));
                Assert.That(error.Position, Is.InRange(0, length));
            }
        }

        [TestCase("part_frame_layer")]
        [TestCase("part_frame_predictions")]
        [TestCase("part_frame_pool_batch")]
        [TestCase("request_frame_layers")]
        public void AFrameWithOtherBytesIsReadOrRefused(string name)
        {
            byte[] whole = SharedFiles.Golden(name);
            var random = new Random(1);
            int refused = 0;
            for (int damage = 0; damage < Damages; damage++)
            {
                byte[] damaged = (byte[])whole.Clone();
                for (int count = random.Next(1, 4); count > 0; count--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }
                try
                {
                    ServerFrame.Decode(damaged);
                }
                catch (MessagePackException)
                {
                    refused++;
                }
            }
            Assert.That(refused, Is.InRange(1, Damages));
        }
    }
}
