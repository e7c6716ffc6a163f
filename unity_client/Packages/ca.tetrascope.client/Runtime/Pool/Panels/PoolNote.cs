using Tetrascope.Connection;
using Tetrascope.Pool;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What is going on, over the scene: progress, what a cancel left, what went wrong.</summary>
    public sealed class PoolNote : PoolPart
    {
        [SerializeField, Tooltip("Whether the connection stands.")]
        private TetrascopeClient _client = null!;

        private VisualElement _note = null!;
        private VisualElement _progressPlace = null!;
        private ProgressBar _progress = null!;
        private Label _stage = null!;
        private Label _left = null!;
        private Label _status = null!;
        private Label _again = null!;
        private Button _cancel = null!;
        private Button _retry = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _note = root.Q<VisualElement>("pool-note");
            _progressPlace = root.Q<VisualElement>("pool-progress-place");
            _progress = root.Q<ProgressBar>("pool-progress");
            _stage = root.Q<Label>("pool-stage");
            _left = root.Q<Label>("pool-left");
            _status = root.Q<Label>("pool-status");
            _again = root.Q<Label>("pool-computed-again");
            _cancel = root.Q<Button>("pool-note-cancel");
            _retry = root.Q<Button>("pool-note-retry");
            _again.text = PoolWording.Again;
            _cancel.clicked += () => Session.Run.Cancel();
            _retry.clicked += () => Session.Run.Start();
            _client.StateChanged += Refresh;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _client.StateChanged -= Refresh;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.ProgressChanged += Refresh;
            session.ImagesArrived += Refresh;
            session.Settings.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.ProgressChanged -= Refresh;
            session.ImagesArrived -= Refresh;
            session.Settings.Changed -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolRun run = Session.Run;
            bool running = run.State == RunState.Running;
            string words = Says(run);
            _note.EnableInClassList("hidden", words.Length == 0);
            _progressPlace.EnableInClassList("hidden", !running);
            _cancel.EnableInClassList("hidden", !running);
            _retry.EnableInClassList("hidden", running || Session.Settings.Problem != null);
            _again.EnableInClassList("hidden", !run.Again);
            _status.text = words;
            if (running)
            {
                ShowProgress(run);
            }
        }

        private void Refresh(ConnectionState state)
        {
            Refresh();
        }

        private void ShowProgress(PoolRun run)
        {
            bool lost = _client.Server.State.Status == ConnectionStatus.Lost;
            _progress.highValue = run.Progress?.Total ?? 1;
            _progress.value = run.Progress?.Done ?? 0;
            _stage.text = lost ? PoolWording.WaitingForServer : run.Progress?.Stage ?? PoolWording.Asking;
            _left.text = lost || run.Progress == null ? "" : PoolWording.Left(run.Progress);
        }

        private string Says(PoolRun run)
        {
            int total = run.Progress?.Total ?? Session.Settings.Copies;
            switch (run.State)
            {
                case RunState.Running:
                    return PoolWording.Progress(run.Progress?.Done ?? 0, total);
                case RunState.Cancelled:
                    return PoolWording.Cancelled(run.Pool?.Images.Count ?? 0, total);
                case RunState.Failed:
                    return Session.Settings.Problem == null
                        ? $"{run.Complaint?.Message} {run.Complaint?.Hint}".Trim()
                        : PoolWording.NoPool;
                case RunState.Idle:
                    return Session.Settings.Problem == null ? "" : PoolWording.NoPool;
                default:
                    return "";
            }
        }
    }
}
