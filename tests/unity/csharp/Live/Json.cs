using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Live
{
    /// Writes values and messages as JSON: of a message every field, as the wire has it, and bytes as base64.
    internal static class Json
    {
        internal static string Of(object? value)
        {
            var text = new StringBuilder();
            Write(text, value);
            return text.ToString();
        }

        private static void Write(StringBuilder text, object? value)
        {
            switch (value)
            {
                case null:
                    text.Append("null");
                    break;
                case string words:
                    Write(text, words);
                    break;
                case bool truth:
                    text.Append(truth ? "true" : "false");
                    break;
                case double number:
                    text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                    break;
                case int whole:
                    text.Append(whole.ToString(CultureInfo.InvariantCulture));
                    break;
                case Message message:
                    var reader = new MessagePackReader(message.Encode());
                    Write(text, ref reader);
                    break;
                case IDictionary<string, object?> map:
                    Write(text, map);
                    break;
                case IEnumerable items:
                    Write(text, items);
                    break;
                default:
                    throw new ArgumentException($"Expected a value that JSON has, got {value.GetType()}.");
            }
        }

        private static void Write(StringBuilder text, IDictionary<string, object?> map)
        {
            string between = "{";
            foreach (KeyValuePair<string, object?> entry in map)
            {
                text.Append(between);
                Write(text, entry.Key);
                text.Append(':');
                Write(text, entry.Value);
                between = ",";
            }
            text.Append(map.Count == 0 ? "{}" : "}");
        }

        private static void Write(StringBuilder text, IEnumerable items)
        {
            text.Append('[');
            string between = "";
            foreach (object? item in items)
            {
                text.Append(between);
                Write(text, item);
                between = ",";
            }
            text.Append(']');
        }

        private static void Write(StringBuilder text, string words)
        {
            text.Append('"');
            foreach (char letter in words)
            {
                bool plain = letter >= ' ' && letter != '"' && letter != '\\';
                text.Append(plain ? letter.ToString() : $"\\u{(int)letter:x4}");
            }
            text.Append('"');
        }

        private static void Write(StringBuilder text, ref MessagePackReader reader)
        {
            switch (reader.Next)
            {
                case MessagePackKind.Nil:
                    reader.TryReadNil();
                    text.Append("null");
                    break;
                case MessagePackKind.Boolean:
                    Write(text, reader.ReadBoolean());
                    break;
                case MessagePackKind.Integer:
                    text.Append(reader.ReadInt64().ToString(CultureInfo.InvariantCulture));
                    break;
                case MessagePackKind.Number:
                    Write(text, reader.ReadDouble());
                    break;
                case MessagePackKind.Text:
                    Write(text, reader.ReadText());
                    break;
                case MessagePackKind.Bytes:
                    Write(text, Convert.ToBase64String(reader.ReadBytes().Span));
                    break;
                case MessagePackKind.Array:
                    WriteArray(text, ref reader);
                    break;
                default:
                    WriteMap(text, ref reader);
                    break;
            }
        }

        private static void WriteArray(StringBuilder text, ref MessagePackReader reader)
        {
            int count = reader.ReadArrayHeader();
            text.Append('[');
            for (int item = 0; item < count; item++)
            {
                text.Append(item > 0 ? "," : "");
                Write(text, ref reader);
            }
            text.Append(']');
        }

        private static void WriteMap(StringBuilder text, ref MessagePackReader reader)
        {
            int count = reader.ReadMapHeader();
            text.Append('{');
            for (int entry = 0; entry < count; entry++)
            {
                text.Append(entry > 0 ? "," : "");
                Write(text, reader.ReadText());
                text.Append(':');
                Write(text, ref reader);
            }
            text.Append('}');
        }
    }
}
