using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Beside
{
    /// <summary>
    /// The pools of two networks: default windows, each of its own input's size, with the fill that masks have. They
    /// are asked for while they are on show, one after the other: the server keeps what it needs of an image for one
    /// network's pool at a time.
    /// </summary>
    public sealed class PoolsBeside
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly StructureSession _session;
        private readonly OtherSide _other;
        private RequestKey _askedOfA;
        private RequestKey _askedOfB;
        private Running? _running;
        private bool _open;
        private Outcome? _wanted;

        internal PoolsBeside(string slot, ServerConnection server, StructureSession session, OtherSide other)
        {
            (_slot, _server, _session, _other) = (slot, server, session, other);
        }

        /// <summary>More of them is known, or they are of something else.</summary>
        public event Action? Changed;

        /// <summary>Whether they are on show; only then is anything asked.</summary>
        public bool IsOpen
        {
            get => _open;
            set
            {
                _open = value;
                Tell();
            }
        }

        /// <summary>The first network's pool.</summary>
        public Loadable<Protocol.Pool> A { get; private set; } = Loadable<Protocol.Pool>.Idle;

        /// <summary>The other's.</summary>
        public Loadable<Protocol.Pool> B { get; private set; } = Loadable<Protocol.Pool>.Idle;

        /// <summary>Copies of both at the same places of the photo; null before both pools are whole.</summary>
        public IReadOnlyList<PairedCopies>? All { get; private set; }

        /// <summary>Importance for both; null before both are whole, and where they see nothing together.</summary>
        public PairedMaps? Maps { get; private set; }

        /// <summary>Of which outcome copies are shown: the one that tells most unless chosen.</summary>
        public Outcome Outcome => _wanted ?? Pairs.TellingOutcome(All ?? Array.Empty<PairedCopies>());

        /// <summary>How many pairs have an outcome.</summary>
        public int Count(Outcome outcome) => All == null ? 0 : Pairs.Of(All, outcome).Count;

        /// <summary>The pairs that are shown, the largest fall first.</summary>
        public IReadOnlyList<PairedCopies> Shown() => All == null
            ? Array.Empty<PairedCopies>()
            : Pairs.ByFall(Pairs.Of(All, Outcome), Outcome, A.Value!, B.Value!);

        /// <summary>Chooses of which outcome copies are shown.</summary>
        public void Choose(Outcome outcome)
        {
            _wanted = outcome;
            Tell();
        }

        /// <summary>Asks for what is to be shown, where that has changed; for nothing while it is closed.</summary>
        internal void Follow(bool comparing)
        {
            _open &= comparing;
            PoolRequest? a = _open ? Request(_session.Subject) : null;
            PoolRequest? b = _open ? Request(_other.Subject) : null;
            if (a == null || b == null)
            {
                Stop();
                return;
            }
            var (keyOfA, keyOfB) = (new RequestKey(a), new RequestKey(b));
            if (!keyOfA.Equals(_askedOfA) || !keyOfB.Equals(_askedOfB))
            {
                Begin(keyOfA, keyOfB);
            }
            if (_running == null && A.State == LoadState.Idle)
            {
                Ask($"{_slot}-pool-a", a, keyOfA, pool => A = pool);
            }
            else if (_running == null && A.State == LoadState.Ready && B.State == LoadState.Idle)
            {
                Ask($"{_slot}-pool-b", b, keyOfB, pool => B = pool);
            }
        }

        /// <summary>Asks again for what could not be had.</summary>
        internal void Retry()
        {
            A = A.State == LoadState.Failed ? Loadable<Protocol.Pool>.Idle : A;
            B = B.State == LoadState.Failed ? Loadable<Protocol.Pool>.Idle : B;
            Tell();
        }

        /// <summary>Asks for nothing more; a pool that is whole stays.</summary>
        internal void Stop()
        {
            if (_running == null)
            {
                return;
            }
            Cancel();
            A = A.State == LoadState.Ready ? A : Loadable<Protocol.Pool>.Idle;
            B = B.State == LoadState.Ready ? B : Loadable<Protocol.Pool>.Idle;
            Tell();
        }

        /// <summary>Drops what answers another question.</summary>
        private void Begin(RequestKey keyOfA, RequestKey keyOfB)
        {
            Cancel();
            A = keyOfA.Equals(_askedOfA) && A.State == LoadState.Ready ? A : Loadable<Protocol.Pool>.Idle;
            B = keyOfB.Equals(_askedOfB) && B.State == LoadState.Ready ? B : Loadable<Protocol.Pool>.Idle;
            (_askedOfA, _askedOfB, All, Maps) = (keyOfA, keyOfB, null, null);
            Take();
        }

        private void Ask(string slot, PoolRequest body, RequestKey key, Action<Loadable<Protocol.Pool>> become)
        {
            become(Loadable<Protocol.Pool>.Loading());
            Running? own = null;
            own = _running = _server.Ask(Operations.Pools, body, new Asking<Protocol.Pool>(
                pool => End(Loadable<Protocol.Pool>.Ready(pool)))
            {
                Slot = slot,
                OnProgress = progress =>
                {
                    if (own == _running)
                    {
                        become(Loadable<Protocol.Pool>.Loading(progress));
                        Tell();
                    }
                },
                OnFailed = complaint => End(Loadable<Protocol.Pool>.Failed(complaint)),
            });
            Tell();

            void End(Loadable<Protocol.Pool> pool)
            {
                if (own == _running)
                {
                    _running = null;
                    become(pool);
                    Take();
                }
            }
        }

        private void Cancel()
        {
            Running? running = _running;
            _running = null;
            running?.Cancel();
        }

        private void Take()
        {
            if (A.Value != null && B.Value != null)
            {
                All = Pairs.PairedCopies(A.Value, B.Value);
                Maps = PairedMaps.Of(A.Value, B.Value);
            }
            Tell();
        }

        private PoolRequest? Request(Subject subject)
        {
            return subject.Image == null || subject.NetworkId == null || !subject.Usable
                ? null
                : new PoolRequest(
                    subject.Image.ImageId,
                    subject.NetworkId,
                    subject.Fitting.RequestedFit,
                    subject.Fitting.RequestedCropAt,
                    fill: _session.Masks.Fill,
                    merged: subject.Merging.Labels);
        }

        private void Tell()
        {
            Changed?.Invoke();
        }
    }
}
