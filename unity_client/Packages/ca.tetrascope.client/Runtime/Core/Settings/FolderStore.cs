using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Tetrascope.Settings
{
    /// <summary>
    /// Bytes in a folder, a file for each name, which begins with a rising number: the higher one holds. A file is
    /// written whole before it takes its name, so that a program that is ended in the midst loses nothing that was
    /// there before. Where the disk refuses, that is told, and what was to be kept lasts as long as whoever holds it.
    /// </summary>
    public sealed class FolderStore : IFileStore
    {
        private const string Unfinished = ".part";
        private const char Divider = '-';

        private readonly string _folder;
        private readonly int _max;
        private readonly Action<string> _refused;

        /// <summary>Name and number of each file, the one written longest ago first.</summary>
        private readonly List<(string Name, long Number)> _files = new List<(string, long)>();

        /// <summary>What is in a folder; it is made when something is written.</summary>
        /// <param name="folder">Its path.</param>
        /// <param name="max">Files that are kept at most; one more takes the place of the oldest.</param>
        /// <param name="refused">Is told in a sentence what the disk refused.</param>
        public FolderStore(string folder, int max, Action<string> refused)
        {
            _folder = folder;
            _max = max;
            _refused = refused;
            Try(Find);
        }

        /// <inheritdoc/>
        public IReadOnlyList<string> Names => _files.ConvertAll(file => file.Name);

        /// <inheritdoc/>
        public byte[]? Read(string name)
        {
            int place = PlaceOf(name);
            byte[]? bytes = null;
            if (place >= 0)
            {
                Try(() => bytes = File.ReadAllBytes(PathOf(_files[place])));
            }
            return bytes;
        }

        /// <inheritdoc/>
        public void Write(string name, ReadOnlySpan<byte> bytes)
        {
            byte[] copy = bytes.ToArray();
            Try(() =>
            {
                Directory.CreateDirectory(_folder);
                (string Name, long Number) file = (name, _files.Count > 0 ? _files[_files.Count - 1].Number + 1 : 1);
                string path = PathOf(file);
                using (FileStream stream = File.Create(path + Unfinished))
                {
                    stream.Write(copy, 0, copy.Length);
                    stream.Flush(true);
                }
                File.Move(path + Unfinished, path);
                int before = PlaceOf(name);
                _files.Add(file);
                if (before >= 0)
                {
                    Remove(before);
                }
                while (_files.Count > _max)
                {
                    Remove(0);
                }
            });
        }

        /// <inheritdoc/>
        public void Delete(string name)
        {
            int place = PlaceOf(name);
            if (place >= 0)
            {
                Try(() => Remove(place));
            }
        }

        /// <summary>Finds what is there, and clears away what was not finished.</summary>
        private void Find()
        {
            if (!Directory.Exists(_folder))
            {
                return;
            }
            foreach (string path in Directory.GetFiles(_folder))
            {
                string[] parts = Path.GetFileName(path).Split(new[] { Divider }, 2);
                if (path.EndsWith(Unfinished, StringComparison.Ordinal))
                {
                    File.Delete(path);
                }
                else if (parts.Length == 2 &&
                    long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                {
                    _files.Add((Uri.UnescapeDataString(parts[1]), number));
                }
            }
            _files.Sort((one, other) => one.Number.CompareTo(other.Number));
            for (int place = _files.Count - 1; place >= 0; place--)
            {
                // Written anew just before the program was ended.
                int older = PlaceOf(_files[place].Name);
                if (older < place)
                {
                    Remove(older);
                    place--;
                }
            }
        }

        private void Remove(int place)
        {
            string path = PathOf(_files[place]);
            _files.RemoveAt(place);
            File.Delete(path);
        }

        private int PlaceOf(string name) => _files.FindIndex(file => file.Name == name);

        private string PathOf((string Name, long Number) file)
        {
            string number = file.Number.ToString("D8", CultureInfo.InvariantCulture);
            return Path.Combine(_folder, number + Divider + Uri.EscapeDataString(file.Name));
        }

        private void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                _refused($"Expected a folder that can be read and written at {_folder}: {error.Message}");
            }
        }
    }
}
