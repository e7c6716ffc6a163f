using System;
using System.IO;
using System.Reflection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

/// Reads what Python wrote and writes it again: standard input and output hold MessagePack, one array [name, bytes] after
/// the other. The name is a message's, or empty for any value; where bytes cannot be read, the name of the answer is
/// "error" and its bytes are the message.
internal static class Program
{
    private delegate Message Decoder(ReadOnlyMemory<byte> bytes);

    private static void Main()
    {
        var input = new MemoryStream();
        Console.OpenStandardInput().CopyTo(input);
        var reader = new MessagePackReader(input.ToArray());
        var writer = new MessagePackWriter();
        while (!reader.IsAtEnd)
        {
            reader.ReadArrayHeader();
            string name = reader.ReadText();
            ReadOnlyMemory<byte> bytes = reader.ReadBytes();
            writer.WriteArrayHeader(2);
            try
            {
                ReadOnlyMemory<byte> written = Rewritten(name, bytes);
                writer.WriteText(name);
                writer.WriteBytes(written.Span);
            }
            catch (MessagePackException error)
            {
                writer.WriteText("error");
                writer.WriteBytes(System.Text.Encoding.UTF8.GetBytes(error.Message));
            }
        }
        Console.OpenStandardOutput().Write(writer.Written.Span);
    }

    private static ReadOnlyMemory<byte> Rewritten(string name, ReadOnlyMemory<byte> bytes)
    {
        if (name.Length > 0)
        {
            MethodInfo decode = typeof(Message).Assembly.GetType($"Tetrascope.Protocol.{name}", true)!
                .GetMethod("Decode", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!;
            return ((Decoder)decode.CreateDelegate(typeof(Decoder)))(bytes).Encode();
        }
        var reader = new MessagePackReader(bytes);
        var writer = new MessagePackWriter(1);
        Copy(ref reader, writer);
        reader.End();
        return writer.Written;
    }

    private static void Copy(ref MessagePackReader reader, MessagePackWriter writer)
    {
        switch (reader.Next)
        {
            case MessagePackKind.Nil:
                reader.Skip();
                writer.WriteNil();
                break;
            case MessagePackKind.Boolean:
                writer.WriteBoolean(reader.ReadBoolean());
                break;
            case MessagePackKind.Integer:
                writer.WriteInteger(reader.ReadInt64());
                break;
            case MessagePackKind.Number:
                writer.WriteDouble(reader.ReadDouble());
                break;
            case MessagePackKind.Text:
                writer.WriteText(reader.ReadText());
                break;
            case MessagePackKind.Bytes:
                writer.WriteBytes(reader.ReadBytes().Span);
                break;
            case MessagePackKind.Array:
                int items = reader.ReadArrayHeader();
                writer.WriteArrayHeader(items);
                CopyAll(items, ref reader, writer);
                break;
            case MessagePackKind.Map:
                int entries = reader.ReadMapHeader();
                writer.WriteMapHeader(entries);
                CopyAll(2 * entries, ref reader, writer);
                break;
            default:
                throw new MessagePackException("Expected no extension.", reader.Position);
        }
    }

    private static void CopyAll(int count, ref MessagePackReader reader, MessagePackWriter writer)
    {
        for (; count > 0; count--)
        {
            Copy(ref reader, writer);
        }
    }
}
