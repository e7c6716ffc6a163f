using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Protocol;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// The events of one client, in memory and in a file, until a server has them. Each is written at once; one for
    /// which the disk has no room waits in memory, and is written, in its turn, as soon as there is room.
    /// </summary>
    internal sealed class EventFile
    {
        private readonly ILogFolder _folder;
        private readonly LogName _name;
        private readonly List<SessionEvent> _waiting = new List<SessionEvent>();

        /// <summary>Lines that are not on the disk yet, in the order in which they will stand there.</summary>
        private readonly Queue<byte[]> _unwritten = new Queue<byte[]>();

        private EventFile(ILogFolder folder, LogName name)
        {
            _folder = folder;
            _name = name;
        }

        /// <summary>Who did what it tells.</summary>
        public string Owner => _name.Owner;

        /// <summary>The client that tells it.</summary>
        public string ClientId => _name.ClientId;

        /// <summary>The file's number; it rises from one to the next.</summary>
        public int Number => _name.Number;

        /// <summary>Events that no server is known to have, the oldest first.</summary>
        public IReadOnlyList<SessionEvent> Waiting => _waiting;

        /// <summary>How much of the file is written and whole, in bytes.</summary>
        public long Length { get; private set; }

        /// <summary>Bytes that are to be written yet.</summary>
        public long Unwritten { get; private set; }

        /// <summary>A file that begins; it is on the disk with its first event.</summary>
        public static EventFile Begin(ILogFolder folder, LogName name) => new EventFile(folder, name);

        /// <summary>
        /// A file that an earlier client has left. Of a line that was not written to its end, or was damaged, it says
        /// so, and keeps all others.
        /// </summary>
        public static EventFile Open(ILogFolder folder, LogName name, Action<string> say)
        {
            var file = new EventFile(folder, name);
            byte[] bytes = folder.Read(name.ToString());
            int damaged = file.Take(bytes);
            if (file.Length < bytes.Length)
            {
                long torn = bytes.Length - file.Length;
                say($"{name}: the program was ended while it wrote an event, of which {torn} bytes are cut off.");
            }
            if (damaged > 0)
            {
                say($"{name}: {damaged} damaged lines are left out.");
            }
            return file;
        }

        /// <summary>Keeps an event, in memory at least; <see cref="Write"/> puts it on the disk.</summary>
        public void Add(SessionEvent told)
        {
            _waiting.Add(told);
            Await(LogLine.Of(told));
        }

        /// <summary>
        /// A server has said what has become of events: those that it has, and those that it will never take, need not
        /// be kept. How many these were.
        /// </summary>
        public int Remove(EventReceipt receipt)
        {
            HashSet<long> settled = SettledBy(receipt);
            int removed = _waiting.RemoveAll(told => settled.Contains(told.Sequence));
            if (removed > 0 && _waiting.Count > 0)
            {
                Await(LogLine.Of(receipt));
            }
            return removed;
        }

        /// <summary>Empties the file, where nothing of it waits any more.</summary>
        /// <exception cref="IOException">The disk did not; what is there would be sent once more.</exception>
        public void Clear()
        {
            _unwritten.Clear();
            Unwritten = Length = 0;
            _folder.Write(_name.ToString(), 0, ReadOnlySpan<byte>.Empty);
        }

        /// <summary>Writes what is to be written, as far as the disk takes it.</summary>
        /// <exception cref="IOException">The disk did not take it; nothing of it is lost.</exception>
        public void Write()
        {
            while (_unwritten.Count > 0)
            {
                byte[] line = _unwritten.Peek();
                _folder.Write(_name.ToString(), Length, line);
                Length += line.Length;
                Unwritten -= line.Length;
                _unwritten.Dequeue();
            }
        }

        /// <summary>Removes the file.</summary>
        public void Delete() => _folder.Delete(_name.ToString());

        private static HashSet<long> SettledBy(EventReceipt receipt)
        {
            var settled = new HashSet<long>(receipt.Acknowledged);
            foreach (RefusedEvent refused in receipt.Refused)
            {
                settled.Add(refused.Sequence);
            }
            return settled;
        }

        private void Await(byte[] line)
        {
            _unwritten.Enqueue(line);
            Unwritten += line.Length;
        }

        /// <summary>Takes what a file holds; how many whole lines of it were damaged.</summary>
        private int Take(byte[] bytes)
        {
            int damaged = 0;
            for (int end; (end = Array.IndexOf(bytes, (byte)'\n', (int)Length)) >= 0; Length = end + 1)
            {
                Message? message = LogLine.Read(bytes.AsSpan((int)Length, end - (int)Length));
                switch (message)
                {
                    case SessionEvent told: _waiting.Add(told); break;
                    case EventReceipt receipt:
                        HashSet<long> settled = SettledBy(receipt);
                        _waiting.RemoveAll(told => settled.Contains(told.Sequence));
                        break;
                    default: damaged++; break;
                }
            }
            return damaged;
        }
    }
}
