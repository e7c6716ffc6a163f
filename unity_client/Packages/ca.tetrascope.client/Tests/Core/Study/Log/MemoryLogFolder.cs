using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Tetrascope.Study.Log
{
    /// <summary>Files in memory, on a disk of a size that a test chooses, which is filled to its last byte.</summary>
    internal sealed class MemoryLogFolder : ILogFolder
    {
        private readonly Dictionary<string, MemoryStream> _files = new Dictionary<string, MemoryStream>();

        /// <summary>Bytes that the disk holds.</summary>
        public long Room { get; set; } = long.MaxValue;

        public IReadOnlyList<string> Names => _files.Keys.ToList();

        public long Size => _files.Values.Sum(file => file.Length);

        /// <summary>What the one file holds.</summary>
        public byte[] Only
        {
            get => _files.Values.Single().ToArray();
            set => Write(Names.Single(), 0, value);
        }

        public byte[] Read(string name) => _files[name].ToArray();

        public void Write(string name, long place, ReadOnlySpan<byte> bytes)
        {
            if (!_files.TryGetValue(name, out MemoryStream? file))
            {
                _files[name] = file = new MemoryStream();
            }
            long others = Size - file.Length;
            int taken = (int)Math.Min(bytes.Length, Math.Max(0, Room - others - place));
            file.Position = place;
            file.Write(bytes.Slice(0, taken));
            file.SetLength(place + taken);
            if (taken < bytes.Length)
            {
                throw new IOException("No space left on device.");
            }
        }

        public void Delete(string name) => _files.Remove(name);
    }
}
