using System;

namespace Tetrascope.Connection
{
    /// <summary>One thing that the server tells about itself: fetched when it is first looked at.</summary>
    internal sealed class CatalogEntry<T> : ICatalogEntry
        where T : class
    {
        private readonly Action<Action<T>, Action<Complaint>> _fetch;
        private readonly Action _changed;
        private Loadable<T> _value = Loadable<T>.Idle;

        /// <summary>Counts fetches, so that an answer overtaken by a later fetch is dropped.</summary>
        private int _fetches;

        /// <summary>Whether the last fetch did not work.</summary>
        private bool _broken;

        public CatalogEntry(Action<Action<T>, Action<Complaint>> fetch, Action changed)
        {
            _fetch = fetch;
            _changed = changed;
        }

        /// <summary>What is known of it now; to look at it is to ask for it.</summary>
        public Loadable<T> Look()
        {
            if (_fetches == 0)
            {
                Load();
            }
            return _value;
        }

        public void Reload()
        {
            if (_fetches > 0)
            {
                Load();
            }
        }

        public void Retry()
        {
            if (_broken)
            {
                Load();
            }
        }

        /// <summary>Fetches it, anew where it is here already; what is here stays until the new one comes.</summary>
        private void Load()
        {
            int turn = ++_fetches;
            _broken = false;
            if (_value.State != LoadState.Ready)
            {
                _value = Loadable<T>.Loading();
            }
            _fetch(
                value =>
                {
                    if (turn != _fetches)
                    {
                        return;
                    }
                    _value = Loadable<T>.Ready(value);
                    _changed();
                },
                complaint =>
                {
                    if (turn != _fetches)
                    {
                        return;
                    }
                    _broken = true;
                    if (_value.State != LoadState.Ready)
                    {
                        _value = Loadable<T>.Failed(complaint);
                    }
                    _changed();
                });
        }
    }
}
