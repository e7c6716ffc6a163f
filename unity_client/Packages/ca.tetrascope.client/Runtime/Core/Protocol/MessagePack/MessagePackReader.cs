using System;
using System.Buffers.Binary;
using System.Text;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>
    /// Reads MessagePack from bytes, value by value and without a copy of them. Whatever the bytes are, it ends with a
    /// value or a <see cref="MessagePackException"/>: it never reads beyond them, and a length is believed only as far
    /// as there are bytes for it, so nothing large is allocated for a small message.
    /// </summary>
    public ref struct MessagePackReader
    {
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        private readonly ReadOnlyMemory<byte> _memory;
        private readonly ReadOnlySpan<byte> _bytes;
        private int _position;
        private string? _field;

        /// <summary>At the beginning of these bytes.</summary>
        public MessagePackReader(ReadOnlyMemory<byte> bytes)
        {
            _memory = bytes;
            _bytes = bytes.Span;
            _position = 0;
            _field = null;
        }

        /// <summary>How many bytes were read.</summary>
        public int Position => _position;

        /// <summary>Whether all bytes were read.</summary>
        public bool IsAtEnd => _position == _bytes.Length;

        /// <summary>What is next.</summary>
        public MessagePackKind Next => KindOf(_position < _bytes.Length ? _bytes[_position] : throw Ended(1));

        /// <summary>Whether null is next, which is then read.</summary>
        public bool TryReadNil()
        {
            if (_position == _bytes.Length || _bytes[_position] != Code.Nil)
            {
                return false;
            }
            _position++;
            return true;
        }

        /// <summary>True or false.</summary>
        public bool ReadBoolean()
        {
            byte code = Peek();
            if (code != Code.True && code != Code.False)
            {
                throw Unexpected("true or false");
            }
            _position++;
            return code == Code.True;
        }

        /// <summary>A whole number of 32 bits.</summary>
        public int ReadInt32()
        {
            int start = _position;
            long value = ReadInt64();
            return value >= int.MinValue && value <= int.MaxValue
                ? (int)value
                : throw Failure($"a whole number of 32 bits{OfField}, got {value}", start);
        }

        /// <summary>A whole number of 64 bits.</summary>
        public long ReadInt64()
        {
            byte code = Peek();
            if (code <= Code.MaxPositiveFixInt || code >= Code.MinNegativeFixInt)
            {
                _position++;
                return (sbyte)code;
            }
            switch (code)
            {
                case Code.UInt8: return Take(1)[0];
                case Code.UInt16: return BinaryPrimitives.ReadUInt16BigEndian(Take(2));
                case Code.UInt32: return BinaryPrimitives.ReadUInt32BigEndian(Take(4));
                case Code.UInt64:
                    ulong value = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
                    return value <= long.MaxValue
                        ? (long)value
                        : throw Failure($"a whole number of 64 bits with a sign{OfField}, got {value}", _position - 9);
                case Code.Int8: return (sbyte)Take(1)[0];
                case Code.Int16: return BinaryPrimitives.ReadInt16BigEndian(Take(2));
                case Code.Int32: return BinaryPrimitives.ReadInt32BigEndian(Take(4));
                case Code.Int64: return BinaryPrimitives.ReadInt64BigEndian(Take(8));
                default: throw Unexpected("a whole number");
            }
        }

        /// <summary>A number; a whole number is one too.</summary>
        public double ReadDouble()
        {
            switch (Peek())
            {
                case Code.Float64: return BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64BigEndian(Take(8)));
                case Code.Float32: return BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32BigEndian(Take(4)));
                case Code.UInt64: return BinaryPrimitives.ReadUInt64BigEndian(Take(8));
                default: return KindOf(Peek()) == MessagePackKind.Integer ? ReadInt64() : throw Unexpected("a number");
            }
        }

        /// <summary>A text.</summary>
        public string ReadText()
        {
            int start = _position;
            ReadOnlySpan<byte> text = ReadUtf8();
            try
            {
                return StrictUtf8.GetString(text);
            }
            catch (DecoderFallbackException)
            {
                throw Failure($"text in UTF-8{OfField}, got other bytes", start);
            }
        }

        /// <summary>A text as the bytes that it is written with, not checked to be UTF-8.</summary>
        public ReadOnlySpan<byte> ReadUtf8()
        {
            byte code = Peek();
            if ((code & Code.FixTextMask) == Code.FixText)
            {
                _position++;
                return Bytes(code & ~Code.FixTextMask);
            }
            switch (code)
            {
                case Code.Text8: return Bytes(Take(1)[0]);
                case Code.Text16: return Bytes(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));
                case Code.Text32: return Bytes(BinaryPrimitives.ReadUInt32BigEndian(Take(4)));
                default: throw Unexpected("text");
            }
        }

        /// <summary>Bytes: a view on those that are read from, which live as long as it does.</summary>
        public ReadOnlyMemory<byte> ReadBytes()
        {
            int length;
            switch (Peek())
            {
                case Code.Bytes8: length = Bytes(Take(1)[0]).Length; break;
                case Code.Bytes16: length = Bytes(BinaryPrimitives.ReadUInt16BigEndian(Take(2))).Length; break;
                case Code.Bytes32: length = Bytes(BinaryPrimitives.ReadUInt32BigEndian(Take(4))).Length; break;
                default: throw Unexpected("bytes");
            }
            return _memory.Slice(_position - length, length);
        }

        /// <summary>The number of items of an array, which follow.</summary>
        public int ReadArrayHeader()
        {
            byte code = Peek();
            if ((code & Code.FixArrayMask) == Code.FixArray)
            {
                _position++;
                return Items(code & ~Code.FixArrayMask, 1);
            }
            switch (code)
            {
                case Code.Array16: return Items(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), 1);
                case Code.Array32: return Items(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), 1);
                default: throw Unexpected("an array");
            }
        }

        /// <summary>The number of entries of a map, which follow: each a key and a value.</summary>
        public int ReadMapHeader()
        {
            byte code = Peek();
            if ((code & Code.FixMapMask) == Code.FixMap)
            {
                _position++;
                return Items(code & ~Code.FixMapMask, 2);
            }
            switch (code)
            {
                case Code.Map16: return Items(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), 2);
                case Code.Map32: return Items(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), 2);
                default: throw Unexpected("a map");
            }
        }

        /// <summary>Pass over a value, whatever it is; however deep it is nested, this needs no more memory.</summary>
        public void Skip()
        {
            for (long left = 1; left > 0; left--)
            {
                byte code = Peek();
                switch (KindOf(code))
                {
                    case MessagePackKind.Nil: _position++; break;
                    case MessagePackKind.Boolean: _position++; break;
                    case MessagePackKind.Integer when code != Code.UInt64: ReadInt64(); break;
                    case MessagePackKind.Integer: ReadDouble(); break;
                    case MessagePackKind.Number: ReadDouble(); break;
                    case MessagePackKind.Text: ReadUtf8(); break;
                    case MessagePackKind.Bytes: ReadBytes(); break;
                    case MessagePackKind.Array: left += ReadArrayHeader(); break;
                    case MessagePackKind.Map: left += 2L * ReadMapHeader(); break;
                    default: SkipExtension(code); break;
                }
            }
        }

        /// <summary>A value as the bytes that it is written with, whatever it is.</summary>
        public ReadOnlyMemory<byte> ReadRaw()
        {
            int start = _position;
            Skip();
            return _memory.Slice(start, _position - start);
        }

        /// <summary>The text under a key of the map that is next, which stays unread; null if there is none.</summary>
        /// <param name="key">The key, in ASCII.</param>
        public string? PeekText(string key)
        {
            MessagePackReader ahead = this;
            for (int left = ahead.ReadMapHeader(); left > 0; left--)
            {
                if (Is(ahead.ReadUtf8(), key) && ahead.Next == MessagePackKind.Text)
                {
                    return ahead.ReadText();
                }
                ahead.Skip();
            }
            return null;
        }

        /// <summary>Raises an error where bytes are left.</summary>
        public void End()
        {
            if (!IsAtEnd)
            {
                throw Failure($"one value, got {_bytes.Length - _position} bytes more", _position);
            }
        }

        /// <summary>Which field is read now, for what an error says.</summary>
        internal void Enter(string? field)
        {
            _field = field;
        }

        /// <summary>What is wrong, at a position.</summary>
        internal static MessagePackException Failure(string expected, int position)
        {
            return new MessagePackException($"Expected {expected}.", position);
        }

        private static bool Is(ReadOnlySpan<byte> utf8, string key)
        {
            if (utf8.Length != key.Length)
            {
                return false;
            }
            for (int index = 0; index < key.Length; index++)
            {
                if (utf8[index] != key[index])
                {
                    return false;
                }
            }
            return true;
        }

        private string OfField => _field == null ? "" : " for " + _field;

        private byte Peek()
        {
            return _position < _bytes.Length ? _bytes[_position] : throw Ended(1);
        }

        /// <summary>The code of a value, and this many bytes after it, of which they are returned.</summary>
        private ReadOnlySpan<byte> Take(int length)
        {
            _position++;
            return Bytes(length);
        }

        private ReadOnlySpan<byte> Bytes(long length)
        {
            if (length > _bytes.Length - _position)
            {
                throw Ended(length);
            }
            ReadOnlySpan<byte> taken = _bytes.Slice(_position, (int)length);
            _position += (int)length;
            return taken;
        }

        /// <summary>A number of items, each of which takes so many bytes at least.</summary>
        private int Items(long count, int each)
        {
            return count * each <= _bytes.Length - _position ? (int)count : throw Ended(count * each);
        }

        private void SkipExtension(byte code)
        {
            switch (code)
            {
                case Code.FixExtension1: Take(2); break;
                case Code.FixExtension2: Take(3); break;
                case Code.FixExtension4: Take(5); break;
                case Code.FixExtension8: Take(9); break;
                case Code.FixExtension16: Take(17); break;
                case Code.Extension8: Bytes(1L + Take(1)[0]); break;
                case Code.Extension16: Bytes(1L + BinaryPrimitives.ReadUInt16BigEndian(Take(2))); break;
                case Code.Extension32: Bytes(1L + BinaryPrimitives.ReadUInt32BigEndian(Take(4))); break;
                default: throw Failure($"a value{OfField}, got the byte 0x{code:x2}, which begins none", _position);
            }
        }

        private MessagePackException Unexpected(string expected)
        {
            return Failure($"{expected}{OfField}, got {Words(KindOf(Peek()))}", _position);
        }

        private MessagePackException Ended(long length)
        {
            return Failure($"{length} bytes more{OfField}, got {_bytes.Length - _position}", _position);
        }

        private static string Words(MessagePackKind kind)
        {
            switch (kind)
            {
                case MessagePackKind.Nil: return "null";
                case MessagePackKind.Boolean: return "true or false";
                case MessagePackKind.Integer: return "a whole number";
                case MessagePackKind.Number: return "a number";
                case MessagePackKind.Text: return "text";
                case MessagePackKind.Bytes: return "bytes";
                case MessagePackKind.Array: return "an array";
                case MessagePackKind.Map: return "a map";
                default: return "an extension";
            }
        }

        private static MessagePackKind KindOf(byte code)
        {
            if (code <= Code.MaxPositiveFixInt || code >= Code.MinNegativeFixInt)
            {
                return MessagePackKind.Integer;
            }
            if (code < Code.Nil)
            {
                return (code & Code.FixMapMask) == Code.FixMap ? MessagePackKind.Map
                    : (code & Code.FixArrayMask) == Code.FixArray ? MessagePackKind.Array
                    : MessagePackKind.Text;
            }
            switch (code)
            {
                case Code.Nil: return MessagePackKind.Nil;
                case Code.False: return MessagePackKind.Boolean;
                case Code.True: return MessagePackKind.Boolean;
                case Code.Bytes8: return MessagePackKind.Bytes;
                case Code.Bytes16: return MessagePackKind.Bytes;
                case Code.Bytes32: return MessagePackKind.Bytes;
                case Code.Float32: return MessagePackKind.Number;
                case Code.Float64: return MessagePackKind.Number;
                case Code.Text8: return MessagePackKind.Text;
                case Code.Text16: return MessagePackKind.Text;
                case Code.Text32: return MessagePackKind.Text;
                case Code.Array16: return MessagePackKind.Array;
                case Code.Array32: return MessagePackKind.Array;
                case Code.Map16: return MessagePackKind.Map;
                case Code.Map32: return MessagePackKind.Map;
                default:
                    return code >= Code.UInt8 && code <= Code.Int64
                        ? MessagePackKind.Integer
                        : MessagePackKind.Extension;
            }
        }
    }
}
