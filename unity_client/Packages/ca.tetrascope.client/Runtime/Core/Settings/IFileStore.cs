using System;
using System.Collections.Generic;

namespace Tetrascope.Settings
{
    /// <summary>
    /// Where a program keeps bytes under names, in the order in which they were written. What is written is there at
    /// once: a headset ends programs without a word.
    /// </summary>
    public interface IFileStore
    {
        /// <summary>Names of all that is kept, the one written longest ago first.</summary>
        IReadOnlyList<string> Names { get; }

        /// <summary>The bytes under a name; null where there are none, or they cannot be read.</summary>
        byte[]? Read(string name);

        /// <summary>Keeps bytes under a name, in place of those that were there.</summary>
        void Write(string name, ReadOnlySpan<byte> bytes);

        /// <summary>Keeps nothing under a name any more.</summary>
        void Delete(string name);
    }
}
