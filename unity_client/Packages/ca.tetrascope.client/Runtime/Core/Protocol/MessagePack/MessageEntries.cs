using System;
using System.Collections.Generic;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>Writes entries of the map that a message is; null where there is no value.</summary>
    internal static class MessageEntries
    {
        internal static void Write(this MessagePackWriter writer, string key, bool value)
        {
            writer.WriteText(key);
            writer.WriteBoolean(value);
        }

        internal static void Write(this MessagePackWriter writer, string key, long value)
        {
            writer.WriteText(key);
            writer.WriteInteger(value);
        }

        internal static void Write(this MessagePackWriter writer, string key, double value)
        {
            writer.WriteText(key);
            writer.WriteDouble(value);
        }

        internal static void Write(this MessagePackWriter writer, string key, ReadOnlyMemory<byte> value)
        {
            writer.WriteText(key);
            writer.WriteBytes(value.Span);
        }

        internal static void Write(this MessagePackWriter writer, string key, bool? value)
        {
            writer.WriteText(key);
            if (value == null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.WriteBoolean(value.Value);
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, long? value)
        {
            writer.WriteText(key);
            if (value == null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.WriteInteger(value.Value);
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, double? value)
        {
            writer.WriteText(key);
            if (value == null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.WriteDouble(value.Value);
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, string? value)
        {
            writer.WriteText(key);
            if (value == null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.WriteText(value);
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, Message? value)
        {
            writer.WriteText(key);
            if (value == null)
            {
                writer.WriteNil();
            }
            else
            {
                value.Write(writer);
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, IReadOnlyList<int>? values)
        {
            writer.WriteText(key);
            if (BeginArray(writer, values?.Count))
            {
                foreach (int value in values!)
                {
                    writer.WriteInteger(value);
                }
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, IReadOnlyList<long>? values)
        {
            writer.WriteText(key);
            if (BeginArray(writer, values?.Count))
            {
                foreach (long value in values!)
                {
                    writer.WriteInteger(value);
                }
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, IReadOnlyList<double>? values)
        {
            writer.WriteText(key);
            if (BeginArray(writer, values?.Count))
            {
                foreach (double value in values!)
                {
                    writer.WriteDouble(value);
                }
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, IReadOnlyList<string>? values)
        {
            writer.WriteText(key);
            if (BeginArray(writer, values?.Count))
            {
                foreach (string value in values!)
                {
                    writer.WriteText(value);
                }
            }
        }

        internal static void Write(this MessagePackWriter writer, string key, IReadOnlyList<Message>? values)
        {
            writer.WriteText(key);
            if (BeginArray(writer, values?.Count))
            {
                foreach (Message value in values!)
                {
                    value.Write(writer);
                }
            }
        }

        /// <summary>Whether there is an array; else null is written.</summary>
        private static bool BeginArray(MessagePackWriter writer, int? count)
        {
            if (count == null)
            {
                writer.WriteNil();
                return false;
            }
            writer.WriteArrayHeader(count.Value);
            return true;
        }

        internal static void WriteAny(this MessagePackWriter writer, string key, object? value)
        {
            writer.WriteText(key);
            writer.WriteAny(value);
        }
    }
}
