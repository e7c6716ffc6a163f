using System;
using System.Collections.Generic;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>Reads one item of an array.</summary>
    internal delegate T ItemReader<T>(ref MessagePackReader reader);

    /// <summary>Reads arrays of messages and of plain values.</summary>
    internal static class MessageLists
    {
        private static readonly ItemReader<int> Int32 = (ref MessagePackReader reader) => reader.ReadInt32();
        private static readonly ItemReader<long> Int64 = (ref MessagePackReader reader) => reader.ReadInt64();
        private static readonly ItemReader<double> Double = (ref MessagePackReader reader) => reader.ReadDouble();
        private static readonly ItemReader<string> Text = (ref MessagePackReader reader) => reader.ReadText();

        internal static IReadOnlyList<int> ReadInt32List(this ref MessagePackReader reader)
        {
            return reader.ReadList(Int32);
        }

        internal static IReadOnlyList<long> ReadInt64List(this ref MessagePackReader reader)
        {
            return reader.ReadList(Int64);
        }

        internal static IReadOnlyList<double> ReadDoubleList(this ref MessagePackReader reader)
        {
            return reader.ReadList(Double);
        }

        internal static IReadOnlyList<string> ReadTextList(this ref MessagePackReader reader)
        {
            return reader.ReadList(Text);
        }

        internal static IReadOnlyList<T> ReadList<T>(this ref MessagePackReader reader, ItemReader<T> item)
        {
            int count = reader.ReadArrayHeader();
            T[] items = count == 0 ? Array.Empty<T>() : new T[count];
            for (int index = 0; index < count; index++)
            {
                items[index] = item(ref reader);
            }
            return items;
        }
    }
}
