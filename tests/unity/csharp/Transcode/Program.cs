using System;
using System.IO;
using System.Reflection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

/// Reads what Python wrote and writes it again: standard input and output hold MessagePack, one array [name, bytes]
/// after the other. The name is a message's, or empty for any value; where bytes cannot be read, the name of the answer
/// is "error" and its bytes are the message. With the argument "allocated" the answer's bytes are a whole number: how
/// many bytes of memory reading the message took.
internal static class Program
{
    private delegate Message Decoder(ReadOnlyMemory<byte> bytes);

    private static void Main(string[] arguments)
    {
        bool allocated = arguments.Length > 0 && arguments[0] == "allocated";
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
                ReadOnlyMemory<byte> written = allocated ? Allocated(name, bytes) : Rewritten(name, bytes);
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
            return DecoderOf(name)(bytes).Encode();
        }
        var reader = new MessagePackReader(bytes);
        var writer = new MessagePackWriter(1);
        Copy(ref reader, writer);
        reader.End();
        return writer.Written;
    }

    private static ReadOnlyMemory<byte> Allocated(string name, ReadOnlyMemory<byte> bytes)
    {
        Decoder decode = DecoderOf(name);
        decode(bytes);  // what is made once is made
        long before = GC.GetAllocatedBytesForCurrentThread();
        decode(bytes);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        var writer = new MessagePackWriter();
        writer.WriteInteger(taken);
        return writer.Written;
    }

    private static Decoder DecoderOf(string name)
    {
        MethodInfo decode = typeof(Message).Assembly.GetType($"Tetrascope.Protocol.{name}", true)!
            .GetMethod("Decode", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!;
        return (Decoder)decode.CreateDelegate(typeof(Decoder));
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
