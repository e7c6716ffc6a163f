using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>The boundary in a session's pool; asked for once the pool is whole.</summary>
    public sealed class PoolBoundary
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly HashSet<int> _supportVectors = new HashSet<int>();
        private PoolRequest? _asked;
        private Running? _running;

        internal PoolBoundary(string slot, ServerConnection server)
        {
            // `boundary` beside `pool`, `boundary-2` beside `pool-2`.
            bool usual = slot.StartsWith("pool", StringComparison.Ordinal);
            _slot = usual ? "boundary" + slot.Substring("pool".Length) : $"{slot}-boundary";
            _server = server;
        }

        /// <summary>It has come, could not be had, or is forgotten.</summary>
        public event Action? Changed;

        /// <summary>The boundary, as far as it is here.</summary>
        public Loadable<Boundary> Answer { get; private set; } = Loadable<Boundary>.Idle;

        /// <summary>The boundary where it is known.</summary>
        public Boundary? Known => Answer.Value;

        /// <summary>Indices in the pool of its support vectors; empty before it is known.</summary>
        public ICollection<int> SupportVectors => _supportVectors;

        /// <summary>
        /// Signed distance of an image to the boundary in standardised logits, positive on the changed side; null where
        /// there is none.
        /// </summary>
        public double? DistanceOf(int index)
        {
            bool known = Known != null && index >= 0 && index < Known.Distances.Count;
            return known ? Known!.Distances[index] : (double?)null;
        }

        /// <summary>Asks for the boundary in a pool.</summary>
        internal void Seek(PoolRequest pool)
        {
            Stop();
            _asked = pool;
            Become(Loadable<Boundary>.Loading());
            Running? own = null;
            own = _running = _server.Ask(
                Operations.Boundaries,
                new BoundaryRequest(pool),
                new Asking<Boundary>(boundary => End(own, Loadable<Boundary>.Ready(boundary)))
                {
                    Slot = _slot,
                    OnFailed = complaint => End(own, Loadable<Boundary>.Failed(complaint)),
                    OnStopped = () => End(own, Loadable<Boundary>.Idle),
                });
        }

        /// <summary>Asks again, where it could not be had.</summary>
        internal void Retry()
        {
            if (_asked != null && Answer.State == LoadState.Failed)
            {
                Seek(_asked);
            }
        }

        /// <summary>Stops looking for it, and forgets what was found.</summary>
        internal void Forget()
        {
            Stop();
            _asked = null;
            Become(Loadable<Boundary>.Idle);
        }

        /// <summary>Stops looking for it; what was found stays.</summary>
        internal void Stop()
        {
            Running? running = _running;
            _running = null;
            running?.Cancel();
            if (Answer.State == LoadState.Loading)
            {
                Become(Loadable<Boundary>.Idle);
            }
        }

        private void End(Running? own, Loadable<Boundary> answer)
        {
            if (own != _running)
            {
                return;
            }
            _running = null;
            Become(answer);
        }

        private void Become(Loadable<Boundary> answer)
        {
            if (answer == Answer)
            {
                return;
            }
            Answer = answer;
            _supportVectors.Clear();
            _supportVectors.UnionWith(answer.Value?.SupportVectors ?? Array.Empty<int>());
            Changed?.Invoke();
        }
    }
}
