using Tetrascope.Protocol;
using Tetrascope.Study;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The bar above the scenes of a user study: what to do, what time is left, and how to go on.</summary>
    public sealed class StudyBar : MonoBehaviour
    {
        [SerializeField, Tooltip("The participant.")]
        private Participation _participation = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private VisualElement _bar = null!;
        private VisualElement _sure = null!;
        private Label _task = null!;
        private Label _what = null!;
        private Label _left = null!;
        private Label _problem = null!;
        private Button _tell = null!;
        private Button _done = null!;
        private SessionStep? _step;
        private bool _told = true;
        private int _seconds = -1;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _bar = root.Q<VisualElement>("study-bar");
            _sure = root.Q<VisualElement>("study-sure");
            _task = root.Q<Label>("study-task");
            _what = root.Q<Label>("study-what");
            _left = root.Q<Label>("study-left");
            _problem = root.Q<Label>("study-bar-problem");
            _tell = root.Q<Button>("study-tell");
            _done = root.Q<Button>("study-done");
            _tell.clicked += () => Say(!_told);
            _done.clicked += () => Ask(true);
            root.Q<Button>("study-no").clicked += () => Ask(false);
            root.Q<Button>("study-yes").clicked += () => _participation.Session?.Finish();
            _participation.Changed += Show;
            Show();
        }

        private void OnDestroy()
        {
            _participation.Changed -= Show;
        }

        private void Update()
        {
            if (_participation.InScene && Seconds(_participation.Session!) != _seconds)
            {
                ShowTime(_participation.Session!);
            }
        }

        private void Show()
        {
            ParticipantSession? session = _participation.Session;
            _bar.EnableInClassList("hidden", !_participation.InScene);
            if (!_participation.InScene)
            {
                return;
            }

            if (session!.Step != _step)
            {
                bool another = session.Step!.Id != _step?.Id;
                _step = session.Step;
                string image = _step.Image == null || session.Image == null ? "" : " · " + session.Image.Title;
                _task.text = _step.Title + image;
                _what.text = _step.Text;
                _tell.EnableInClassList("hidden", _step.Text.Length == 0);
                if (another)
                {
                    Say(true);
                    Ask(false);
                }
            }

            _problem.text = session.Trouble ?? "";
            _problem.EnableInClassList("hidden", session.Trouble == null);
            ShowTime(session);
        }

        private void Say(bool told)
        {
            _told = told;
            _tell.text = told ? "Hide the text" : "Show the text";
            _what.EnableInClassList("hidden", !told || _what.text.Length == 0);
        }

        private void Ask(bool sure)
        {
            _sure.EnableInClassList("hidden", !sure);
            _done.EnableInClassList("hidden", sure);
        }

        /// <summary>Seconds that are left of a limit, or of the minutes that a tutorial is planned to take.</summary>
        private static int Seconds(ParticipantSession session)
        {
            double left = session.Left ?? 60 * session.Step!.Minutes - session.Spent;
            return (int)System.Math.Ceiling(System.Math.Max(0, left));
        }

        private void ShowTime(ParticipantSession session)
        {
            _seconds = Seconds(session);
            bool counts = session.Left != null || session.Step!.Kind == StepKindNames.Tutorial;
            _left.text = counts ? StudyWording.TimeLeft(_seconds, session.Left != null) : "";
        }
    }
}
