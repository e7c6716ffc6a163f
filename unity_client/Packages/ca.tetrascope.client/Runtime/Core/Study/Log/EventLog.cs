using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// What participants do, kept on the disk until their server has it. Every event is written before
    /// <see cref="Tell"/> returns, so that a program that is ended at any moment loses none; the next one finds them,
    /// and they are sent under the id of the client that told them. Neither a key nor an address is written.
    /// </summary>
    public sealed class EventLog
    {
        /// <summary>Bytes of all logs on the disk together, at most: some 200,000 events.</summary>
        public const long MaxBytes = 64 * 1024 * 1024;

        /// <summary>Seconds after which a disk that refused to write is tried again.</summary>
        private const double Patience = 2;

        private readonly ILogFolder _folder;
        private readonly IClock _clock;
        private readonly Action<string> _say;
        private readonly List<EventFile> _files = new List<EventFile>();
        private EventFile? _own;
        private long _next;
        private double _retryAt;

        /// <summary>What earlier programs have left in a folder is found.</summary>
        /// <param name="folder">Where logs are written.</param>
        /// <param name="clock">By what events are timed.</param>
        /// <param name="say">Is told in a sentence what was not as it should be.</param>
        public EventLog(ILogFolder folder, IClock clock, Action<string> say)
        {
            _folder = folder;
            _clock = clock;
            _say = say;
            Find();
        }

        /// <summary>How many wait, or whether all are on the disk, is otherwise than before.</summary>
        public event Action? Changed;

        /// <summary>An event was told, as it is kept.</summary>
        public event Action<SessionEvent>? Told;

        /// <summary>
        /// Why events are in memory alone, for a person; null where all are on the disk. They would be lost with the
        /// program.
        /// </summary>
        public string? Trouble { get; private set; }

        /// <summary>The client that tells now; null for none.</summary>
        public string? ClientId => _own?.ClientId;

        /// <summary>The files, the oldest first.</summary>
        internal IReadOnlyList<EventFile> Files => _files;

        /// <summary>The file of the client that tells now; null for none.</summary>
        internal EventFile? Own => _own;

        /// <summary>From now on events are of this owner, told by a client of a new id and counted from 1.</summary>
        public void Begin(string owner)
        {
            int number = _files.Count > 0 ? _files[_files.Count - 1].Number + 1 : 1;
            _own = EventFile.Begin(_folder, new LogName(number, owner, Guid.NewGuid().ToString("N")));
            _files.Add(_own);
            _next = 1;
        }

        /// <summary>Events are no longer told; what waits is kept.</summary>
        public void End()
        {
            EventFile? own = _own;
            _own = null;
            if (own != null)
            {
                Settle(own);
            }
        }

        /// <summary>Events of an owner that no server is known to have.</summary>
        public int WaitingOf(string owner)
        {
            int count = 0;
            foreach (EventFile file in _files)
            {
                count += file.Owner == owner ? file.Waiting.Count : 0;
            }
            return count;
        }

        /// <summary>Owners of whom events wait.</summary>
        public IReadOnlyList<string> Owners()
        {
            var owners = new List<string>();
            foreach (EventFile file in _files)
            {
                if (file.Waiting.Count > 0 && !owners.Contains(file.Owner))
                {
                    owners.Add(file.Owner);
                }
            }
            return owners;
        }

        /// <summary>
        /// Something has happened; it is on the disk when this returns, or <see cref="Trouble"/> says why not.
        /// </summary>
        /// <param name="kind">One of <see cref="EventKindNames"/>.</param>
        /// <param name="step">The step of the session at which it happened.</param>
        /// <param name="scene">Where in Tetrascope; null outside.</param>
        /// <param name="content">What the kind asks for.</param>
        /// <exception cref="InvalidOperationException">Nothing has begun.</exception>
        public void Tell(
            string kind, string step, string? scene = null, IReadOnlyDictionary<string, object?>? content = null)
        {
            if (_own == null)
            {
                throw new InvalidOperationException("Expected a log that has begun, got one that has not.");
            }
            double monotonicMs = Math.Round(_clock.Seconds * 1000, 3);
            var told = new SessionEvent(
                _next++, kind, step, monotonicMs, Math.Round(_clock.WallMs, 3), scene, content);
            _own.Add(told);
            Write();
            Told?.Invoke(told);
            Changed?.Invoke();
        }

        /// <summary>Tries a disk again that refused to write. To be called now and then, as once a frame.</summary>
        public void Update()
        {
            if (Trouble != null && _clock.Seconds >= _retryAt)
            {
                Write();
                Changed?.Invoke();
            }
        }

        /// <summary>A server has said what has become of events of a file. How many of them were waiting.</summary>
        internal int Remove(EventFile file, EventReceipt receipt)
        {
            int removed = file.Remove(receipt);
            Settle(file);
            Write();
            Changed?.Invoke();
            return removed;
        }

        private void Find()
        {
            Try(() =>
            {
                foreach (string text in _folder.Names)
                {
                    if (LogName.In(text) is LogName name)
                    {
                        _files.Add(EventFile.Open(_folder, name, _say));
                    }
                }
            });
            _files.Sort((one, other) => one.Number.CompareTo(other.Number));
            new List<EventFile>(_files).ForEach(Settle);
        }

        /// <summary>Of a file of which nothing waits any more nothing is kept on the disk.</summary>
        private void Settle(EventFile file)
        {
            if (file.Waiting.Count > 0)
            {
                return;
            }
            if (file == _own)
            {
                Try(file.Clear);
                return;
            }
            _files.Remove(file);
            Try(file.Delete);
        }

        /// <summary>Writes all that is to be written, or says why it could not.</summary>
        private void Write()
        {
            string? before = Trouble;
            Trouble = null;
            foreach (EventFile file in _files)
            {
                if (Trouble == null)
                {
                    Write(file);
                }
            }
            if (Trouble != null && Trouble != before)
            {
                _say(Trouble);
            }
        }

        private void Write(EventFile file)
        {
            long bytes = file.Unwritten;
            foreach (EventFile each in _files)
            {
                bytes += each.Length;
            }
            if (bytes > MaxBytes)
            {
                Refuse($"the events that the server has not got yet take {MaxBytes >> 20} MiB, which is all they may");
                return;
            }
            Try(file.Write, Refuse);
        }

        private void Refuse(string why)
        {
            _retryAt = _clock.Seconds + Patience;
            Trouble = $"What you do cannot be saved on this device: {why}. Please leave the program running, and call "
                + "the experimenter.";
        }

        private void Try(Action action, Action<string>? refused = null)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                (refused ?? _say)(error.Message.TrimEnd('.'));
            }
        }
    }
}
