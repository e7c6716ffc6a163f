using System;
using System.Collections.Generic;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    internal sealed class AnyValuesTests
    {
        [Test]
        public void WhatJsonCanSayIsReadAsItWasWritten()
        {
            var content = new Dictionary<string, object?>
            {
                ["none"] = null,
                ["yes"] = true,
                ["whole"] = -5000000000L,
                ["number"] = 0.5,
                ["text"] = "дом",
                ["list"] = new object?[] { 1L, "two", new object?[0] },
                ["map"] = new Dictionary<string, object?> { ["top"] = 3L },
            };
            var writer = new MessagePackWriter();
            writer.WriteAny(content);
            var reader = new MessagePackReader(writer.Written);
            IReadOnlyDictionary<string, object?> read = reader.ReadAnyMap();
            reader.End();
            Assert.That(read.Count, Is.EqualTo(content.Count));
            Assert.That(read["none"], Is.Null);
            Assert.That(read["yes"], Is.EqualTo(true));
            Assert.That(read["whole"], Is.EqualTo(-5000000000L));
            Assert.That(read["number"], Is.EqualTo(0.5));
            Assert.That(read["text"], Is.EqualTo("дом"));
            var list = (IReadOnlyList<object?>)read["list"]!;
            Assert.That(list.Count, Is.EqualTo(3));
            Assert.That(list[1], Is.EqualTo("two"));
            Assert.That(((IReadOnlyDictionary<string, object?>)read["map"]!)["top"], Is.EqualTo(3L));
        }

        [Test]
        public void WhatIsNestedTooDeepIsNeitherReadNorWritten()
        {
            object deep = new object?[0];
            for (int level = 1; level < AnyValues.MaxDepth; level++)
            {
                deep = new[] { deep };
            }
            var writer = new MessagePackWriter();
            writer.WriteAny(deep);
            var reader = new MessagePackReader(writer.Written);
            Assert.That(reader.ReadAny(), Is.Not.Null);

            Assert.Throws<ArgumentException>(() => new MessagePackWriter().WriteAny(new[] { deep }));
            var nested = new byte[AnyValues.MaxDepth + 1];
            Array.Fill(nested, (byte)0x91);
            Assert.Throws<MessagePackException>(() => Read(nested));
        }

        [Test]
        public void WhatJsonCannotSayIsNotWritten()
        {
            Assert.Throws<ArgumentException>(() => new MessagePackWriter().WriteAny(new byte[1]));
            Assert.Throws<ArgumentException>(() => new MessagePackWriter().WriteAny(DateTime.UnixEpoch));
            Assert.Throws<MessagePackException>(() => Read(new byte[] { 0xc4, 1, 0 }));
        }

        private static object? Read(byte[] bytes)
        {
            var reader = new MessagePackReader(bytes);
            return reader.ReadAny();
        }
    }
}
