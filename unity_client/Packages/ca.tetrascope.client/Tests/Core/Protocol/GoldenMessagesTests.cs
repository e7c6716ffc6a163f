using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NUnit.Framework;

namespace Tetrascope.Protocol
{
    internal sealed class GoldenMessagesTests
    {
        private static readonly object[][] Golden =
            SharedFiles.GoldenMessages().Select(pair => new object[] { pair.Key, pair.Value }).ToArray();

        [Test]
        public void ThereIsOneOfEachMessage()
        {
            IEnumerable<string> messages = typeof(Message).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract)
                .Select(type => type.Name)
                .Except(new[] { nameof(UnknownPart), nameof(UnknownFrame) });
            Assert.That(messages.Except(Golden.Select(pair => (string)pair[1])), Is.Empty);
        }

        [TestCaseSource(nameof(Golden))]
        public void IsReadAndWrittenAsItWas(string name, string type)
        {
            byte[] bytes = SharedFiles.Golden(name);
            Message message = Decode(type, bytes);
            byte[] written = message.Encode();
            if (message is ClientFrame || type.EndsWith("Request", StringComparison.Ordinal))
            {
                // A client leaves out what has its default.
                Assert.That(written.Length, Is.AtMost(bytes.Length));
                Assert.That(Decode(type, written).Encode(), Is.EqualTo(written));
            }
            else
            {
                Assert.That(written, Is.EqualTo(bytes));
            }
        }

        private delegate Message Decoder(ReadOnlyMemory<byte> bytes);

        private static Message Decode(string type, byte[] bytes)
        {
            MethodInfo decode = typeof(Message).Assembly.GetType($"Tetrascope.Protocol.{type}", true)!
                .GetMethod("Decode", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!;
            var typed = (Decoder)decode.CreateDelegate(typeof(Decoder));
            return typed(bytes);
        }
    }
}
