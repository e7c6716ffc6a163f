using System;
using System.Collections.Generic;
using Tetrascope.Protocol.MessagePack;
using Tetrascope.Settings;

namespace Tetrascope.Study
{
    /// <summary>
    /// Answers to a step's questions that are not given yet. They are kept beyond the end of the program, as one
    /// participant's and one step's at a time.
    /// </summary>
    internal sealed class Drafts
    {
        private readonly IFileStore _files;
        private readonly string _owner;
        private Dictionary<string, object?> _values = new Dictionary<string, object?>();
        private string _step = "";

        public Drafts(IFileStore files, string owner)
        {
            _files = files;
            _owner = owner;
        }

        /// <summary>By the question's name within the step.</summary>
        public IReadOnlyDictionary<string, object?> Values => _values;

        /// <summary>Begins a step, with what was kept of it.</summary>
        public void Begin(string step)
        {
            _step = step;
            _values = Read();
        }

        /// <summary>An answer is another; it is kept with the next <see cref="Keep"/>.</summary>
        public void Set(string item, object? value) => _values[item] = value;

        /// <summary>Keeps them.</summary>
        public void Keep()
        {
            var writer = new MessagePackWriter();
            writer.WriteText(_step);
            writer.WriteAny(_values);
            _files.Write(_owner, writer.Written.Span);
        }

        /// <summary>They have been given.</summary>
        public void Forget()
        {
            _values = new Dictionary<string, object?>();
            _files.Delete(_owner);
        }

        private Dictionary<string, object?> Read()
        {
            try
            {
                var reader = new MessagePackReader(_files.Read(_owner) ?? Array.Empty<byte>());
                return reader.ReadText() == _step
                    ? new Dictionary<string, object?>(reader.ReadAnyMap())
                    : new Dictionary<string, object?>();
            }
            catch (MessagePackException)
            {
                return new Dictionary<string, object?>(); // none, or written by another release
            }
        }
    }
}
