using System;
using System.Collections.Generic;

namespace Tetrascope.Telling
{
    /// <summary>
    /// Tells what a person has set once it stays as it is: a slider is told where it is let go, not all that it passes.
    /// </summary>
    public sealed class SettingsWatch
    {
        /// <summary>Seconds from one look to the next; what is the same in two of them has come to rest.</summary>
        public const double LookEvery = 0.25;

        private readonly Teller _teller;
        private readonly List<Watched> _watched = new List<Watched>();
        private double _nextLook;

        /// <summary>Nothing is watched yet.</summary>
        public SettingsWatch(Teller teller)
        {
            _teller = teller;
        }

        /// <summary>Watches a setting, as it is from now on.</summary>
        public void Add(string name, Func<object?> value) => _watched.Add(new Watched(name, value, false));

        /// <summary>Watches what lets images of a pool through; null lets all pass.</summary>
        public void AddFilter(string name, Func<object?> value) => _watched.Add(new Watched(name, value, true));

        /// <summary>Tells what has changed and come to rest. To be called once a frame.</summary>
        public void Update()
        {
            if (_teller.Clock.Seconds < _nextLook)
            {
                return;
            }
            _nextLook = _teller.Clock.Seconds + LookEvery;
            foreach (Watched watched in _watched)
            {
                object? now = watched.Value();
                if (Equals(now, watched.Seen))
                {
                    Tell(watched, now);
                }
                watched.Seen = now;
            }
        }

        /// <summary>Tells what has changed, at rest or not: before the step is over.</summary>
        public void Flush()
        {
            foreach (Watched watched in _watched)
            {
                Tell(watched, watched.Value());
            }
        }

        private void Tell(Watched watched, object? now)
        {
            if (Equals(now, watched.Told))
            {
                return;
            }
            watched.Told = now;
            if (watched.Filters)
            {
                _teller.Filter(watched.Name, now);
            }
            else
            {
                _teller.Set(watched.Name, now ?? "default");
            }
        }

        private sealed class Watched
        {
            public Watched(string name, Func<object?> value, bool filters)
            {
                Name = name;
                Value = value;
                Filters = filters;
                Told = Seen = value();
            }

            public string Name { get; }

            public Func<object?> Value { get; }

            public bool Filters { get; }

            /// <summary>What it was at the last look.</summary>
            public object? Seen { get; set; }

            /// <summary>What is known of it to whoever listens.</summary>
            public object? Told { get; set; }
        }
    }
}
