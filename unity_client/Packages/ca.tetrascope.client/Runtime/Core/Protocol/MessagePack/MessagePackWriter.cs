using System;
using System.Buffers.Binary;
using System.Text;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>
    /// Writes MessagePack, each value in the fewest bytes, into memory that grows as it must and can be used again.
    /// </summary>
    public sealed class MessagePackWriter
    {
        private byte[] _bytes;
        private int _length;

        /// <summary>An empty writer.</summary>
        /// <param name="capacity">Bytes for which there is room from the beginning, 1 or more.</param>
        public MessagePackWriter(int capacity = 256)
        {
            _bytes = new byte[capacity];
        }

        /// <summary>What was written: a view that is valid until the next write.</summary>
        public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

        /// <summary>Begin anew in the same memory.</summary>
        public void Clear()
        {
            _length = 0;
        }

        /// <summary>Null.</summary>
        public void WriteNil()
        {
            Room(1)[0] = Code.Nil;
        }

        /// <summary>True or false.</summary>
        public void WriteBoolean(bool value)
        {
            Room(1)[0] = value ? Code.True : Code.False;
        }

        /// <summary>A whole number.</summary>
        public void WriteInteger(long value)
        {
            if (value >= 0)
            {
                WriteNatural(value);
            }
            else if (value >= -32)
            {
                Room(1)[0] = (byte)value;
            }
            else if (value >= sbyte.MinValue)
            {
                After(Code.Int8, 1)[0] = (byte)value;
            }
            else if (value >= short.MinValue)
            {
                BinaryPrimitives.WriteInt16BigEndian(After(Code.Int16, 2), (short)value);
            }
            else if (value >= int.MinValue)
            {
                BinaryPrimitives.WriteInt32BigEndian(After(Code.Int32, 4), (int)value);
            }
            else
            {
                BinaryPrimitives.WriteInt64BigEndian(After(Code.Int64, 8), value);
            }
        }

        /// <summary>A number, of 64 bits.</summary>
        public void WriteDouble(double value)
        {
            BinaryPrimitives.WriteInt64BigEndian(After(Code.Float64, 8), BitConverter.DoubleToInt64Bits(value));
        }

        /// <summary>A text.</summary>
        public void WriteText(string value)
        {
            int length = Encoding.UTF8.GetByteCount(value);
            if (length < 32)
            {
                Room(1)[0] = (byte)(Code.FixText | length);
            }
            else
            {
                WriteLength(length, Code.Text8, Code.Text16, Code.Text32);
            }
            Encoding.UTF8.GetBytes(value, Room(length));
        }

        /// <summary>Bytes.</summary>
        public void WriteBytes(ReadOnlySpan<byte> value)
        {
            WriteLength(value.Length, Code.Bytes8, Code.Bytes16, Code.Bytes32);
            value.CopyTo(Room(value.Length));
        }

        /// <summary>The beginning of an array, whose items must follow.</summary>
        public void WriteArrayHeader(int count)
        {
            WriteCount(count, Code.FixArray, Code.Array16, Code.Array32);
        }

        /// <summary>The beginning of a map, whose entries must follow: each a key and a value.</summary>
        public void WriteMapHeader(int count)
        {
            WriteCount(count, Code.FixMap, Code.Map16, Code.Map32);
        }

        /// <summary>A value that is MessagePack already.</summary>
        internal void WriteRaw(ReadOnlySpan<byte> value)
        {
            value.CopyTo(Room(value.Length));
        }

        private void WriteNatural(long value)
        {
            if (value <= Code.MaxPositiveFixInt)
            {
                Room(1)[0] = (byte)value;
            }
            else if (value <= byte.MaxValue)
            {
                After(Code.UInt8, 1)[0] = (byte)value;
            }
            else if (value <= ushort.MaxValue)
            {
                BinaryPrimitives.WriteUInt16BigEndian(After(Code.UInt16, 2), (ushort)value);
            }
            else if (value <= uint.MaxValue)
            {
                BinaryPrimitives.WriteUInt32BigEndian(After(Code.UInt32, 4), (uint)value);
            }
            else
            {
                BinaryPrimitives.WriteInt64BigEndian(After(Code.UInt64, 8), value);
            }
        }

        private void WriteCount(int count, byte fix, byte code16, byte code32)
        {
            if (count < 16)
            {
                Room(1)[0] = (byte)(fix | count);
            }
            else if (count <= ushort.MaxValue)
            {
                BinaryPrimitives.WriteUInt16BigEndian(After(code16, 2), (ushort)count);
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(After(code32, 4), count);
            }
        }

        private void WriteLength(int length, byte code8, byte code16, byte code32)
        {
            if (length <= byte.MaxValue)
            {
                After(code8, 1)[0] = (byte)length;
            }
            else if (length <= ushort.MaxValue)
            {
                BinaryPrimitives.WriteUInt16BigEndian(After(code16, 2), (ushort)length);
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(After(code32, 4), length);
            }
        }

        /// <summary>Room for so many bytes after a code.</summary>
        private Span<byte> After(byte code, int length)
        {
            Span<byte> room = Room(1 + length);
            room[0] = code;
            return room.Slice(1);
        }

        private Span<byte> Room(int length)
        {
            if (_bytes.Length - _length < length)
            {
                int doubled = 2 * Math.Min(_bytes.Length, int.MaxValue / 4);
                Array.Resize(ref _bytes, Math.Max(checked(_length + length), doubled));
            }
            Span<byte> room = _bytes.AsSpan(_length, length);
            _length += length;
            return room;
        }
    }
}
