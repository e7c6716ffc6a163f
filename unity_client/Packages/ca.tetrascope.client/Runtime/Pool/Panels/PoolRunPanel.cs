using System.Collections.Generic;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What pool to compute besides its windows, and the button that computes it.</summary>
    public sealed class PoolRunPanel : PoolPart
    {
        [SerializeField, Tooltip("Which scene is shown: the first visit computes the usual pool.")]
        private SceneSwitch _scenes = null!;

        private DropdownField _fill = null!;
        private NumberStepper _perLabel = null!;
        private Choices<int?> _label = null!;
        private Toggle _refine = null!;
        private Label _fewer = null!;
        private Label _problem = null!;
        private Label _outdated = null!;
        private Label _copies = null!;
        private Button _start = null!;
        private Button _cancel = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _fill = root.Q<DropdownField>("pool-fill");
            _refine = root.Q<Toggle>("pool-refine");
            _fewer = root.Q<Label>("pool-fewer");
            _problem = root.Q<Label>("pool-problem");
            _outdated = root.Q<Label>("pool-outdated");
            _copies = root.Q<Label>("pool-copies");
            _start = root.Q<Button>("pool-start");
            _cancel = root.Q<Button>("pool-cancel");
            _perLabel = new NumberStepper("pool-per-label", number => Session.Settings.PerLabel = number);
            root.Q<VisualElement>("pool-per-label-place").Add(_perLabel);
            MethodChoice.OfFills.Ready(_fill, name => Session.Settings.Fill = name);
            _label = new Choices<int?>(root.Q<DropdownField>("pool-label"), index => Session.Settings.Label = index);
            _refine.RegisterValueChangedCallback(set => Session.Settings.Refine = set.newValue);
            _outdated.text = PoolWording.Outdated;
            _start.clicked += () => Session.Run.Start();
            _cancel.clicked += () => Session.Run.Cancel();
            _scenes.Changed += Visit;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _scenes.Changed -= Visit;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Settings.Changed += Refresh;
            session.Subject.Changed += Refresh;
            session.ProgressChanged += Refresh;
            session.ImagesArrived += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Settings.Changed -= Refresh;
            session.Subject.Changed -= Refresh;
            session.ProgressChanged -= Refresh;
            session.ImagesArrived -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolSettings settings = Session.Settings;
            MethodChoice.OfFills.Show(_fill, settings.Fill);
            _perLabel.Show(settings.PerLabel, PoolRequest.MinPerLabel, PoolRequest.MaxPerLabel);
            _refine.SetValueWithoutNotify(settings.Refine);
            ShowLabels(settings);
            Say(_fewer, settings.FewerPerLabel is int fewer ? PoolWording.Fewer(fewer) : null);
            Say(_problem, settings.Problem);
            ShowRun(settings, Session.Run);
        }

        private static void Say(Label label, string? words)
        {
            label.EnableInClassList("hidden", words == null);
            label.text = words ?? "";
        }

        private void ShowLabels(PoolSettings settings)
        {
            var offered = new List<(int?, string)> { (null, "The most probable one") };
            foreach (ClassLabel label in settings.LabelsOffered(Session.Run.Pool))
            {
                offered.Add((label.Index, label.Name));
            }

            _label.Show(offered, settings.LabelShown);
        }

        private void ShowRun(PoolSettings settings, PoolRun run)
        {
            bool running = run.State == RunState.Running;
            bool possible = settings.Problem == null && settings.Wanted() != null;
            _outdated.EnableInClassList("hidden", !run.IsOutdated || settings.Problem != null);
            Say(_copies, possible ? PoolWording.Copies(settings.Copies, WindowRoom.MaxImages) : null);
            _cancel.EnableInClassList("hidden", !running);
            _start.EnableInClassList("hidden", running && !run.IsOutdated);
            _start.SetEnabled(possible);
            _start.text = run.State == RunState.Idle ? "Run" : "Run again";
        }

        private void Visit(SceneName name)
        {
            if (name == SceneName.Pool)
            {
                Session.Run.StartIfNew();
            }
        }
    }
}
