using System;
using System.Collections.Generic;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>
    /// Reads and writes whatever JSON can say: null, <c>bool</c>, <c>long</c>, <c>double</c>, <c>string</c>, and lists
    /// and maps of these.
    /// </summary>
    internal static class AnyValues
    {
        /// <summary>Levels of lists and maps that are read or written.</summary>
        internal const int MaxDepth = 32;

        internal static object? ReadAny(this ref MessagePackReader reader)
        {
            return Read(ref reader, MaxDepth);
        }

        internal static IReadOnlyDictionary<string, object?> ReadAnyMap(this ref MessagePackReader reader)
        {
            return Map(ref reader, MaxDepth);
        }

        /// <exception cref="ArgumentException">JSON cannot say it.</exception>
        internal static void WriteAny(this MessagePackWriter writer, object? value)
        {
            Write(writer, value, MaxDepth);
        }

        private static object? Read(ref MessagePackReader reader, int levels)
        {
            switch (reader.Next)
            {
                case MessagePackKind.Nil: reader.TryReadNil(); return null;
                case MessagePackKind.Boolean: return reader.ReadBoolean();
                case MessagePackKind.Integer: return reader.ReadInt64();
                case MessagePackKind.Number: return reader.ReadDouble();
                case MessagePackKind.Array: return List(ref reader, levels);
                case MessagePackKind.Map: return Map(ref reader, levels);
                default: return reader.ReadText();
            }
        }

        private static IReadOnlyList<object?> List(ref MessagePackReader reader, int levels)
        {
            Descend(levels, reader.Position);
            var items = new object?[reader.ReadArrayHeader()];
            for (int index = 0; index < items.Length; index++)
            {
                items[index] = Read(ref reader, levels - 1);
            }
            return items;
        }

        private static Dictionary<string, object?> Map(ref MessagePackReader reader, int levels)
        {
            Descend(levels, reader.Position);
            var entries = new Dictionary<string, object?>();
            for (int left = reader.ReadMapHeader(); left > 0; left--)
            {
                string key = reader.ReadText();
                entries[key] = Read(ref reader, levels - 1);
            }
            return entries;
        }

        private static void Descend(int levels, int position)
        {
            if (levels == 0)
            {
                throw MessagePackReader.Failure($"at most {MaxDepth} levels of lists and maps, got more", position);
            }
        }

        private static void Write(MessagePackWriter writer, object? value, int levels)
        {
            switch (value)
            {
                case null: writer.WriteNil(); break;
                case bool truth: writer.WriteBoolean(truth); break;
                case string text: writer.WriteText(text); break;
                case int number: writer.WriteInteger(number); break;
                case long number: writer.WriteInteger(number); break;
                case float number: writer.WriteDouble(number); break;
                case double number: writer.WriteDouble(number); break;
                case IReadOnlyDictionary<string, object?> entries when levels > 0:
                    writer.WriteMapHeader(entries.Count);
                    foreach (KeyValuePair<string, object?> entry in entries)
                    {
                        writer.WriteText(entry.Key);
                        Write(writer, entry.Value, levels - 1);
                    }
                    break;
                case IReadOnlyList<object?> items when levels > 0:
                    writer.WriteArrayHeader(items.Count);
                    foreach (object? item in items)
                    {
                        Write(writer, item, levels - 1);
                    }
                    break;
                default:
                    throw new ArgumentException(
                        $"Expected what JSON can say, of at most {MaxDepth} levels, got {value.GetType().Name}.");
            }
        }
    }
}
