using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>
    /// Answers by what was asked, each asked for when it is first looked at. Those looked at longest ago give way.
    /// </summary>
    internal sealed class KeptAnswers<TAnswer>
        where TAnswer : Message
    {
        private readonly int _max;
        private readonly Action _changed;
        private readonly Dictionary<string, Loadable<TAnswer>> _kept = new Dictionary<string, Loadable<TAnswer>>();

        /// <summary>Keys, the one looked at longest ago first.</summary>
        private readonly List<string> _keys = new List<string>();

        /// <summary>
        /// So many are kept: more than are looked at at a time, for one that gives way while it is would be asked for
        /// again. <paramref name="changed"/> is told when one has come, or could not be had.
        /// </summary>
        public KeptAnswers(int max, Action changed)
        {
            _max = max;
            _changed = changed;
        }

        /// <summary>The answer of a key; <paramref name="ask"/> asks for it where it has not been.</summary>
        public Loadable<TAnswer> Of(string key, Action<Asking<TAnswer>> ask)
        {
            bool known = _kept.ContainsKey(key);
            if (!known || _keys[_keys.Count - 1] != key)
            {
                _keys.Remove(key);
                _keys.Add(key);
            }
            if (!known)
            {
                Ask(key, ask);
            }
            if (_keys.Count > _max)
            {
                _kept.Remove(_keys[0]);
                _keys.RemoveAt(0);
            }
            return _kept[key];
        }

        /// <summary>Asks again for what could not be had, when it is looked at the next time.</summary>
        public void Retry()
        {
            foreach (string key in _keys.ToArray())
            {
                if (_kept[key].State == LoadState.Failed)
                {
                    Forget(key);
                }
            }
            _changed();
        }

        private void Ask(string key, Action<Asking<TAnswer>> ask)
        {
            Loadable<TAnswer> own = Loadable<TAnswer>.Loading();
            _kept[key] = own;
            ask(new Asking<TAnswer>(answer => Take(key, own, Loadable<TAnswer>.Ready(answer)))
            {
                OnFailed = complaint => Take(key, own, Loadable<TAnswer>.Failed(complaint)),
                OnStopped = () =>
                {
                    // Another request took its place: it is asked for again when it is looked at.
                    if (IsHere(key, own))
                    {
                        Forget(key);
                        _changed();
                    }
                },
            });
        }

        private void Take(string key, Loadable<TAnswer> own, Loadable<TAnswer> answer)
        {
            if (!IsHere(key, own))
            {
                return;
            }
            _kept[key] = answer;
            _changed();
        }

        private bool IsHere(string key, Loadable<TAnswer> own)
        {
            return _kept.TryGetValue(key, out Loadable<TAnswer>? kept) && ReferenceEquals(kept, own);
        }

        private void Forget(string key)
        {
            _kept.Remove(key);
            _keys.Remove(key);
        }
    }
}
