using System;
using System.Collections.Generic;

namespace Tetrascope.Settings
{
    /// <summary>Bytes that are kept as long as the program runs.</summary>
    public sealed class MemoryFiles : IFileStore
    {
        private readonly List<string> _names = new List<string>();
        private readonly Dictionary<string, byte[]> _bytes = new Dictionary<string, byte[]>();

        /// <inheritdoc/>
        public IReadOnlyList<string> Names => _names.ToArray();

        /// <inheritdoc/>
        public byte[]? Read(string name)
        {
            return _bytes.TryGetValue(name, out byte[]? bytes) ? bytes : null;
        }

        /// <inheritdoc/>
        public void Write(string name, ReadOnlySpan<byte> bytes)
        {
            Delete(name);
            _names.Add(name);
            _bytes[name] = bytes.ToArray();
        }

        /// <inheritdoc/>
        public void Delete(string name)
        {
            _names.Remove(name);
            _bytes.Remove(name);
        }
    }
}
