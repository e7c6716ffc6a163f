using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    internal sealed class MessagePackReaderTests
    {
        private static readonly object[][] Integers =
        {
            new object[] { "00", 0L },
            new object[] { "7f", 127L },
            new object[] { "ff", -1L },
            new object[] { "e0", -32L },
            new object[] { "cc ff", 255L },
            new object[] { "cd ffff", 65535L },
            new object[] { "ce ffffffff", 4294967295L },
            new object[] { "cf 7fffffffffffffff", long.MaxValue },
            new object[] { "d0 80", -128L },
            new object[] { "d1 8000", -32768L },
            new object[] { "d2 80000000", -2147483648L },
            new object[] { "d3 8000000000000000", long.MinValue },
        };

        private static readonly object[][] Numbers =
        {
            new object[] { "cb 3fe0000000000000", 0.5 },
            new object[] { "ca 3f000000", 0.5 },
            new object[] { "05", 5.0 },
            new object[] { "cf ffffffffffffffff", 18446744073709551615.0 },
            new object[] { "cb 7ff0000000000000", double.PositiveInfinity },
        };

        /// A value of each of the 36 formats, one after the other.
        private const string OneOfEach =
            "00 ff c0 c2 c3 c4 01aa c5 0001aa c6 00000001aa c7 0101aa c8 000101aa c9 0000000101aa ca 3f000000"
            + " cb 3fe0000000000000 cc 01 cd 0001 ce 00000001 cf 0000000000000001 d0 01 d1 0001 d2 00000001"
            + " d3 0000000000000001 d4 01aa d5 01aaaa d6 01aaaaaaaa d7 01aaaaaaaaaaaaaaaa"
            + " d8 01aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa d9 0161 da 000161 db 0000000161 dc 000101 dd 0000000101"
            + " de 00010102 df 000000010102 91 01 81 01 02 a1 61";

        [TestCaseSource(nameof(Integers))]
        public void WholeNumbers(string hex, long value)
        {
            var reader = new MessagePackReader(Bytes(hex));
            Assert.That(reader.ReadInt64(), Is.EqualTo(value));
            reader.End();
        }

        [TestCaseSource(nameof(Numbers))]
        public void NumbersOfAnyKind(string hex, double value)
        {
            Assert.That(new MessagePackReader(Bytes(hex)).ReadDouble(), Is.EqualTo(value));
        }

        [Test]
        public void EveryFormatIsPassedOver()
        {
            var reader = new MessagePackReader(Bytes(OneOfEach));
            int values = 0;
            for (; !reader.IsAtEnd; values++)
            {
                reader.Skip();
            }
            Assert.That(values, Is.EqualTo(36));
        }

        [Test]
        public void EveryFormatMayBeCutAnywhere()
        {
            byte[] whole = Bytes(OneOfEach);
            for (int length = 0; length < whole.Length; length++)
            {
                var reader = new MessagePackReader(whole.AsMemory(0, length));
                while (!reader.IsAtEnd)
                {
                    try
                    {
                        reader.Skip();
                    }
                    catch (MessagePackException error)
                    {
                        Assert.That(error.Position, Is.InRange(0, length));
                        break;
                    }
                }
            }
        }

        [Test]
        public void BytesAreAViewOnWhatIsRead()
        {
            byte[] source = Bytes("c4 02 0102");
            ReadOnlyMemory<byte> view = new MessagePackReader(source).ReadBytes();
            source[3] = 9;
            Assert.That(view.ToArray(), Is.EqualTo(new byte[] { 1, 9 }));
        }

        [TestCase("d9 04 e282ac21", "€!")]
        [TestCase("a0", "")]
        public void Texts(string hex, string text)
        {
            Assert.That(new MessagePackReader(Bytes(hex)).ReadText(), Is.EqualTo(text));
        }

        [Test]
        public void ATextIsFoundAheadWithoutBeingRead()
        {
            var reader = new MessagePackReader(Bytes("82 a1 61 93 01 02 03 a1 62 a1 78"));
            Assert.That(reader.PeekText("b"), Is.EqualTo("x"));
            Assert.That(reader.PeekText("a"), Is.Null);
            Assert.That(reader.PeekText("c"), Is.Null);
            Assert.That(reader.Position, Is.EqualTo(0));
        }

        [TestCase("", "Expected 1 bytes more, got 0. (at byte 0)")]
        [TestCase("c0", "Expected text, got null. (at byte 0)")]
        [TestCase("c1", "Expected text, got an extension. (at byte 0)")]
        [TestCase("d9 05 61", "Expected 5 bytes more, got 1. (at byte 2)")]
        [TestCase("db ffffffff 61", "Expected 4294967295 bytes more, got 1. (at byte 5)")]
        [TestCase("a2 c328", "Expected text in UTF-8, got other bytes. (at byte 0)")]
        public void ATextThatIsNone(string hex, string message)
        {
            Assert.That(Error(hex, (ref MessagePackReader reader) => reader.ReadText()), Is.EqualTo(message));
        }

        [TestCase("cb 4000000000000000", "Expected a whole number, got a number. (at byte 0)")]
        [TestCase("cf 8000000000000000",
            "Expected a whole number of 64 bits with a sign, got 9223372036854775808. (at byte 0)")]
        public void AWholeNumberThatIsNone(string hex, string message)
        {
            Assert.That(Error(hex, (ref MessagePackReader reader) => reader.ReadInt64()), Is.EqualTo(message));
        }

        [TestCase("ce 80000000", "Expected a whole number of 32 bits, got 2147483648. (at byte 0)")]
        public void AWholeNumberThatIsTooLarge(string hex, string message)
        {
            Assert.That(Error(hex, (ref MessagePackReader reader) => reader.ReadInt32()), Is.EqualTo(message));
        }

        [TestCase("dd ffffffff", "Expected 4294967295 bytes more, got 0. (at byte 5)")]
        [TestCase("92 01", "Expected 2 bytes more, got 1. (at byte 1)")]
        [TestCase("a0", "Expected an array, got text. (at byte 0)")]
        public void AnArrayIsBelievedAsFarAsThereAreBytes(string hex, string message)
        {
            Assert.That(Error(hex, (ref MessagePackReader reader) => reader.ReadArrayHeader()), Is.EqualTo(message));
        }

        [TestCase("df ffffffff", "Expected 8589934590 bytes more, got 0. (at byte 5)")]
        [TestCase("81 01", "Expected 2 bytes more, got 1. (at byte 1)")]
        public void AMapIsBelievedAsFarAsThereAreBytes(string hex, string message)
        {
            Assert.That(Error(hex, (ref MessagePackReader reader) => reader.ReadMapHeader()), Is.EqualTo(message));
        }

        [Test]
        public void DeepNestingNeedsNoStack()
        {
            byte[] nested = Enumerable.Repeat((byte)0x91, 5_000_000).Append((byte)0xc0).ToArray();
            var reader = new MessagePackReader(nested);
            reader.Skip();
            Assert.That(reader.IsAtEnd, Is.True);
        }

        [Test]
        public void BytesAfterAMessageAreAnError()
        {
            Assert.That(Error("01 02 03", (ref MessagePackReader reader) =>
            {
                reader.Skip();
                reader.End();
            }), Is.EqualTo("Expected one value, got 2 bytes more. (at byte 1)"));
        }

        private delegate void Reading(ref MessagePackReader reader);

        private static string Error(string hex, Reading read)
        {
            return Assert.Throws<MessagePackException>(() =>
            {
                var reader = new MessagePackReader(Bytes(hex));
                read(ref reader);
            }).Message;
        }

        private static byte[] Bytes(string hex)
        {
            string digits = hex.Replace(" ", "");
            IEnumerable<int> places = Enumerable.Range(0, digits.Length / 2);
            return places.Select(place => Convert.ToByte(digits.Substring(2 * place, 2), 16)).ToArray();
        }
    }
}
