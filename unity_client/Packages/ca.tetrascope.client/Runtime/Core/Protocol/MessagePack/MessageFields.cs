using System;
using System.Text;

namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>The fields of a message in their order, and which of them must be there.</summary>
    internal sealed class MessageFields
    {
        private readonly byte[][] _keys;
        private readonly string[] _names;
        private readonly ulong _required;

        /// <param name="message">What errors call the message.</param>
        /// <param name="fields">Names of at most 64 fields; one that ends with a question mark may be left out.</param>
        internal MessageFields(string message, params string[] fields)
        {
            _keys = new byte[fields.Length][];
            _names = new string[fields.Length];
            for (int field = 0; field < fields.Length; field++)
            {
                string name = fields[field].TrimEnd('?');
                _keys[field] = Encoding.ASCII.GetBytes(name);
                _names[field] = $"{message}.{name}";
                _required |= name == fields[field] ? 1UL << field : 0;
            }
        }

        /// <summary>Begins to read the map that a message is.</summary>
        internal Entries Begin(ref MessagePackReader reader)
        {
            return new Entries(this, reader.ReadMapHeader());
        }

        /// <summary>The entries of a map, in whatever order. A field that is not known is passed over.</summary>
        internal struct Entries
        {
            private readonly MessageFields _fields;
            private int _left;
            private ulong _seen;

            internal Entries(MessageFields fields, int count)
            {
                _fields = fields;
                _left = count;
                _seen = 0;
                Field = -1;
            }

            /// <summary>Index of the field whose value is next.</summary>
            internal int Field { get; private set; }

            /// <summary>Whether there is another field; at the end, none that is required may be missing.</summary>
            internal bool MoveNext(ref MessagePackReader reader)
            {
                for (; _left > 0; _left--)
                {
                    reader.Enter(null);
                    int field = _fields.IndexOf(reader.ReadUtf8(), Field + 1);
                    if (field >= 0)
                    {
                        _left--;
                        _seen |= 1UL << field;
                        Field = field;
                        reader.Enter(_fields._names[field]);
                        return true;
                    }
                    reader.Skip();
                }
                _fields.Require(_seen, reader.Position);
                reader.Enter(null);
                return false;
            }
        }

        /// <summary>Fields mostly come in order, so the one after the last is tried first.</summary>
        private int IndexOf(ReadOnlySpan<byte> key, int expected)
        {
            if (expected < _keys.Length && key.SequenceEqual(_keys[expected]))
            {
                return expected;
            }
            for (int field = 0; field < _keys.Length; field++)
            {
                if (key.SequenceEqual(_keys[field]))
                {
                    return field;
                }
            }
            return -1;
        }

        private void Require(ulong seen, int position)
        {
            ulong missing = _required & ~seen;
            for (int field = 0; missing != 0; field++, missing >>= 1)
            {
                if ((missing & 1) != 0)
                {
                    throw MessagePackReader.Failure($"a value for {_names[field]}, got none", position);
                }
            }
        }
    }
}
