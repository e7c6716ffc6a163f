using System;
using System.Collections.Generic;
using System.IO;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// Where logs of events are written: files under names, of which the end is written anew. Whatever it cannot do it
    /// raises, as an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
    /// </summary>
    public interface ILogFolder
    {
        /// <summary>Names of all files.</summary>
        IReadOnlyList<string> Names { get; }

        /// <summary>All that a file holds.</summary>
        byte[] Read(string name);

        /// <summary>
        /// Writes bytes from a place on, after which the file ends; they are on the disk when it returns. The file is
        /// made where there is none.
        /// </summary>
        void Write(string name, long place, ReadOnlySpan<byte> bytes);

        /// <summary>Removes a file.</summary>
        void Delete(string name);
    }
}
