using System;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>A session's pool, and how it came about.</summary>
    public sealed class PoolRun
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly PoolSettings _settings;
        private Running? _running;

        /// <summary>Image, network and fit of what was asked for last.</summary>
        private string? _askedKey;

        internal PoolRun(string slot, ServerConnection server, Subject subject, PoolSettings settings)
        {
            _slot = slot;
            _server = server;
            _subject = subject;
            _settings = settings;
        }

        /// <summary>
        /// Another pool is begun, and the one before gone; true where it is of another image or network.
        /// </summary>
        public event Action<bool>? Began;

        /// <summary>More of the pool is known.</summary>
        public event Action<PoolSoFar>? ImagesArrived;

        /// <summary>The pool is whole.</summary>
        public event Action<PoolSoFar>? Completed;

        /// <summary>It is further than before, or in another state.</summary>
        public event Action? ProgressChanged;

        /// <summary>It cannot be computed.</summary>
        public event Action<Complaint>? Failed;

        /// <summary>How it came about, or how far it is.</summary>
        public RunState State { get; private set; }

        /// <summary>What is known of the pool; null before its first part.</summary>
        public PoolSoFar? Pool { get; private set; }

        /// <summary>How far the server is; null where it has not said.</summary>
        public Progress? Progress { get; private set; }

        /// <summary>Why the pool failed; null unless it did.</summary>
        public Complaint? Complaint { get; private set; }

        /// <summary>
        /// Whether the connection was lost on the way and the pool is computed again from its beginning.
        /// </summary>
        public bool Again { get; private set; }

        /// <summary>What was asked for last; null for nothing.</summary>
        public PoolRequest? Asked { get; private set; }

        /// <summary>
        /// How many labels stand at corners, two to four; as the network has it before the pool says so.
        /// </summary>
        public int Corners =>
            PoolLayout.CornersOf(Pool?.Vertices.Count ?? _subject.Network?.Summary.ClassCount ?? int.MaxValue);

        /// <summary>Whether the controls say something else than what is shown.</summary>
        public bool IsOutdated
        {
            get
            {
                PoolRequest? wanted = _settings.Wanted();
                return Asked != null
                    && (wanted == null || !new RequestKey(Asked).Equals(new RequestKey(wanted)));
            }
        }

        /// <summary>Begins the pool that the controls ask for, in place of the one shown.</summary>
        public void Start()
        {
            PoolRequest? request = _settings.Wanted();
            if (request == null || _settings.Problem != null)
            {
                return;
            }
            Running? older = _running;
            Begin(request);
            Ask(request);
            older?.Cancel();
        }

        /// <summary>
        /// Starts where nothing is shown yet for the image and the network, or what is shown is told in other labels,
        /// which the server has at once.
        /// </summary>
        public void StartIfNew()
        {
            if (_settings.Wanted() is PoolRequest wanted && (_askedKey != _subject.Key || IsToldOtherwise(wanted)))
            {
                Start();
            }
        }

        /// <summary>Whether a pool that is shown whole differs from one in its merged labels alone.</summary>
        private bool IsToldOtherwise(PoolRequest wanted)
        {
            return State == RunState.Done
                && Asked is PoolRequest asked
                && !asked.Refine
                && IsOutdated
                && new RequestKey(Unmerged(asked)).Equals(new RequestKey(Unmerged(wanted)));
        }

        private static PoolRequest Unmerged(PoolRequest request)
        {
            return new PoolRequest(
                request.ImageId,
                request.NetworkId,
                request.Fit,
                request.CropAt,
                request.Windows,
                request.Fill,
                request.MoreFills,
                request.PerLabel,
                request.Refine,
                request.Label);
        }

        /// <summary>Stops what is being computed; what has arrived stays.</summary>
        public void Cancel()
        {
            if (_running != null)
            {
                _server.Teller.Set("pool", "cancelled");
            }
            Stop();
        }

        /// <summary>The same, where nobody wanted it stopped.</summary>
        internal void Stop()
        {
            _running?.Cancel();
        }

        private void Begin(PoolRequest request)
        {
            bool another = Asked != null && (Asked.ImageId != request.ImageId || Asked.NetworkId != request.NetworkId);
            Asked = request;
            _askedKey = _subject.Key;
            Pool = null;
            Progress = null;
            Complaint = null;
            Again = false;
            State = RunState.Running;
            Began?.Invoke(another);
            ProgressChanged?.Invoke();
        }

        private void Ask(PoolRequest request)
        {
            // After a loss of the connection: what was shown, and what has come again since.
            PoolSoFar? before = null;
            PoolSoFar? fresh = null;
            Running? own = null;
            Action<ClassScore?> answered = _server.Teller.Ask(OperationNames.Pools);
            own = _running = _server.Ask(
                Operations.Pools,
                request,
                new Asking<Protocol.Pool>(pool =>
                {
                    if (own == _running)
                    {
                        answered(pool.Original);
                    }
                    End(own, RunState.Done, null);
                })
                {
                    Slot = _slot,
                    OnPart = part =>
                    {
                        fresh = PoolSoFar.With(fresh, part);
                        Show(PoolSoFar.FurtherOf(before, fresh));
                    },
                    OnProgress = progress =>
                    {
                        Progress = progress;
                        ProgressChanged?.Invoke();
                    },
                    OnRestart = () =>
                    {
                        before = Pool;
                        fresh = null;
                        Again = true;
                        ProgressChanged?.Invoke();
                    },
                    OnStopped = () => End(own, RunState.Cancelled, null),
                    OnFailed = complaint => End(own, RunState.Failed, complaint),
                });
        }

        private void Show(PoolSoFar? pool)
        {
            if (pool == null || pool == Pool)
            {
                return;
            }
            Pool = pool;
            ImagesArrived?.Invoke(pool);
        }

        private void End(Running? own, RunState state, Complaint? complaint)
        {
            if (own != _running)
            {
                return;
            }
            _running = null;
            Again = false;
            Complaint = complaint;
            State = state;
            ProgressChanged?.Invoke();
            if (complaint != null)
            {
                Failed?.Invoke(complaint);
            }
            else if (state == RunState.Done && Pool != null)
            {
                Completed?.Invoke(Pool);
            }
        }
    }
}
