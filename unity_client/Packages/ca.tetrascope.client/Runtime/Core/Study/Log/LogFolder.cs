using System;
using System.Collections.Generic;
using System.IO;

namespace Tetrascope.Study.Log
{
    /// <summary>A folder of the disk; it is made when something is written.</summary>
    public sealed class LogFolder : ILogFolder
    {
        private readonly string _path;

        /// <summary>The folder at <paramref name="path"/>.</summary>
        public LogFolder(string path)
        {
            _path = path;
        }

        /// <inheritdoc/>
        public IReadOnlyList<string> Names
        {
            get
            {
                if (!Directory.Exists(_path))
                {
                    return Array.Empty<string>();
                }
                return Array.ConvertAll(Directory.GetFiles(_path), path => Path.GetFileName(path));
            }
        }

        /// <inheritdoc/>
        public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_path, name));

        /// <inheritdoc/>
        public void Write(string name, long place, ReadOnlySpan<byte> bytes)
        {
            Directory.CreateDirectory(_path);
            using FileStream file = File.Open(Path.Combine(_path, name), FileMode.OpenOrCreate, FileAccess.Write);
            file.Position = place;
            file.Write(bytes);
            file.SetLength(place + bytes.Length);
            file.Flush(true);
        }

        /// <inheritdoc/>
        public void Delete(string name) => File.Delete(Path.Combine(_path, name));
    }
}
