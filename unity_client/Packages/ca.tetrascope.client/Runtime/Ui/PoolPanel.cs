using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The panel of scene 2: what pool is computed, how far it is, and which of its images are shown.</summary>
    public sealed class PoolPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private PoolView _view = null!;

        [SerializeField, Tooltip("Which scene is shown: the first visit computes the usual pool.")]
        private SceneSwitch _scenes = null!;

        private DropdownField _fill = null!;
        private Button _cancel = null!;
        private ProgressBar _progress = null!;
        private Label _status = null!;
        private Label _boundary = null!;
        private Label _tip = null!;
        private PoolSession? _session;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement.Q<VisualElement>("pool");
            _fill = root.Q<DropdownField>("pool-fill");
            _cancel = root.Q<Button>("pool-cancel");
            _progress = root.Q<ProgressBar>("pool-progress");
            _status = root.Q<Label>("pool-status");
            _boundary = root.Q<Label>("pool-boundary");
            _tip = root.Q<Label>("pool-tip");
            root.Q<Button>("pool-start").clicked += () => _session?.Run.Start();
            _cancel.clicked += () => _session?.Run.Cancel();
            ReadySettings(root);
            ReadyDisplay(root);
            _view.SessionChanged += Follow;
            _scenes.Changed += Visit;
            Follow();
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Follow;
            _scenes.Changed -= Visit;
            Unfollow();
        }

        private void ReadySettings(VisualElement root)
        {
            MethodChoice.OfFills.Ready(_fill, name => _session!.Settings.Fill = name);
            root.Q<Toggle>("pool-refine").RegisterValueChangedCallback(set => _session!.Settings.Refine = set.newValue);
        }

        private void ReadyDisplay(VisualElement root)
        {
            root.Q<Toggle>("pool-all").RegisterValueChangedCallback(set =>
            {
                _session!.Display.ShowAll = set.newValue;
                _view.Refresh();
            });
            root.Q<Toggle>("pool-supports").RegisterValueChangedCallback(set =>
            {
                _session!.Display.Filters.SupportVectors = set.newValue;
                _view.Refresh();
            });
        }

        private void Visit(SceneName name)
        {
            if (name == SceneName.Pool)
            {
                _session?.Run.StartIfNew();
            }
        }

        private void Follow()
        {
            Unfollow();
            _session = _view.Session;
            if (_session == null)
            {
                return;
            }

            _session.ProgressChanged += ShowProgress;
            _session.Settings.Changed += ShowSettings;
            _session.Boundary.Changed += ShowBoundary;
            _session.Selection.Hovering += ShowTip;
            ShowProgress();
            ShowSettings();
            ShowBoundary();
        }

        private void Unfollow()
        {
            if (_session == null)
            {
                return;
            }

            _session.ProgressChanged -= ShowProgress;
            _session.Settings.Changed -= ShowSettings;
            _session.Boundary.Changed -= ShowBoundary;
            _session.Selection.Hovering -= ShowTip;
            _session = null;
        }

        private void ShowSettings()
        {
            MethodChoice.OfFills.Show(_fill, _session!.Settings.Fill);
        }

        private void ShowProgress()
        {
            PoolRun run = _session!.Run;
            bool running = run.State == RunState.Running;
            _cancel.SetEnabled(running);
            _progress.EnableInClassList("hidden", !running);
            _progress.highValue = run.Progress?.Total ?? 1;
            _progress.value = run.Progress?.Done ?? 0;
            _status.text = Says(run);
        }

        private static string Says(PoolRun run)
        {
            int images = run.Pool?.Images.Count ?? 0;
            int total = run.Progress?.Total ?? images;
            switch (run.State)
            {
                case RunState.Running:
                    string lost = run.Again ? "The connection was lost; computing again. " : "";
                    string left = run.Progress == null ? "" : PoolWording.Left(run.Progress);
                    return $"{lost}{PoolWording.OfCopies(images, total)} {left}".Trim();
                case RunState.Done:
                    return Words.Count(images, "masked copy", "masked copies");
                case RunState.Cancelled:
                    return PoolWording.Cancelled(images, total);
                case RunState.Failed:
                    return $"{run.Complaint?.Message} {run.Complaint?.Hint}".Trim();
                default:
                    return "";
            }
        }

        private void ShowBoundary()
        {
            Boundary? known = _session!.Boundary.Known;
            _boundary.text = known == null
                ? _session.Boundary.Answer.Complaint?.Message ?? ""
                : $"{known.Explanation} {PoolWording.Honesty(known)}".Trim();
        }

        private void ShowTip(int? index)
        {
            PoolImage? image = index is int known ? _session!.Run.Pool?.ImageAt(known) : null;
            _tip.EnableInClassList("hidden", image == null);
            if (image == null)
            {
                return;
            }

            PoolSoFar pool = _session!.Run.Pool!;
            string kept = image.Kept ? "kept" : "changed";
            string support = _session.Boundary.SupportVectors.Contains(image.Index) ? " · support vector" : "";
            string label = pool.LabelOf(image.Label).Name;
            _tip.text = $"{PoolWording.Title(image)} · {kept}{support}\n"
                + $"{label} {Words.Percentage(image.Probability)}\n"
                + $"{PoolWording.Change(image, pool.Examined)}\nclick: open in Network structure";
        }
    }
}
