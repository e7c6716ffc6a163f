using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Study;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The pages of a user study: what a participant reads and answers, and what they wait for. It covers everything
    /// but while a tutorial or a task has the scenes before them.
    /// </summary>
    public sealed class StudyPanel : MonoBehaviour
    {
        /// <summary>Seconds from one look at clocks and what is sent to the next.</summary>
        private const float LookEvery = 0.25f;

        [SerializeField, Tooltip("The connection.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The participant.")]
        private Participation _participation = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private readonly List<QuestionView> _views = new List<QuestionView>();
        private List<List<SessionQuestion>> _pages = new List<List<SessionQuestion>>();
        private StudyPage? _page;
        private string _shownStep = "";
        private int _shownPage;
        private float _nextLook;
        private VisualElement _study = null!;
        private VisualElement _questions = null!;
        private ScrollView _scroll = null!;
        private DropdownField _language = null!;
        private Label _progress = null!;
        private Label _title = null!;
        private Label _text = null!;
        private Label _clock = null!;
        private Label _problem = null!;
        private Label _note = null!;
        private Button _back = null!;
        private Button _open = null!;
        private Button _next = null!;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _study = root.Q<VisualElement>("study");
            _questions = root.Q<VisualElement>("study-questions");
            _scroll = root.Q<ScrollView>("study-scroll");
            _language = root.Q<DropdownField>("study-language");
            _progress = root.Q<Label>("study-progress");
            _title = root.Q<Label>("study-title");
            _text = root.Q<Label>("study-text");
            _clock = root.Q<Label>("study-clock");
            _problem = root.Q<Label>("study-problem");
            _note = root.Q<Label>("study-note");
            _back = root.Q<Button>("study-back");
            _open = root.Q<Button>("study-open");
            _next = root.Q<Button>("study-next");
            _back.clicked += () => Turn(-1);
            _open.clicked += Open;
            _next.clicked += GoOn;
            _language.RegisterValueChangedCallback(chosen => _participation.Session?.Choose(chosen.newValue));
            _participation.Changed += Show;
            Show();
        }

        private void OnDestroy()
        {
            _participation.Changed -= Show;
        }

        private void Update()
        {
            if (_participation.Session is ParticipantSession session && !_participation.InScene
                && Time.time >= _nextLook)
            {
                _nextLook = Time.time + LookEvery;
                StudyPage page = StudyPage.Of(session);
                if (!page.Equals(_page))
                {
                    Show();
                }
            }
        }

        private void Show()
        {
            ParticipantSession? session = _participation.Session;
            bool shown = session != null && !_participation.InScene;
            _study.EnableInClassList("hidden", !shown);
            if (!shown)
            {
                return;
            }

            StudyPage page = StudyPage.Of(session!);
            _page = page;
            _title.text = page.Title;
            Say(_text, page.Text);
            Say(_clock, page.Clock);
            Say(_problem, page.Problem);
            Say(_progress, page.Progress, false);
            Say(_note, page.Note, false);
            Offer(_open, page.Opens);
            Offer(_next, page.Next);
            ShowLanguages(session!);
            ShowQuestions(session!);
        }

        private static void Say(Label label, string text, bool hides = true)
        {
            label.text = text;
            label.EnableInClassList("hidden", hides && text.Length == 0);
        }

        private static void Offer(Button button, string text)
        {
            button.text = text;
            button.EnableInClassList("hidden", text.Length == 0);
        }

        private void ShowLanguages(ParticipantSession session)
        {
            bool several = session.Session?.Languages.Count > 1;
            _language.EnableInClassList("hidden", !several);
            if (several)
            {
                _language.choices = new List<string>(session.Session!.Languages);
                _language.SetValueWithoutNotify(session.Session.Language);
            }
        }

        /// <summary>The questions of the page, made anew where it is another one.</summary>
        private void ShowQuestions(ParticipantSession session)
        {
            bool asks = session.Phase == SessionPhase.Running && session.Answers.Questions.Count > 0;
            string step = asks ? $"{session.Step!.Id} {session.Session!.Language} {session.Participant.Owner}" : "";
            if (step != _shownStep)
            {
                _shownStep = step;
                _pages = asks ? QuestionPages.Of(session.Answers.Questions) : new List<List<SessionQuestion>>();
                _shownPage = 0;
                MakeQuestions(session);
            }

            _views.ForEach(view => view.ShowProblem());
            _back.EnableInClassList("hidden", _shownPage == 0);
            if (_pages.Count > 1)
            {
                _note.text = $"Page {_shownPage + 1} of {_pages.Count}";
            }
        }

        private void MakeQuestions(ParticipantSession session)
        {
            _views.Clear();
            _questions.Clear();
            _scroll.scrollOffset = default;
            _text.EnableInClassList("hidden", _shownPage > 0 || _text.text.Length == 0);
            if (_shownPage >= _pages.Count)
            {
                return;
            }

            foreach (SessionQuestion question in _pages[_shownPage])
            {
                var view = new QuestionView(question, session.Answers);
                _views.Add(view);
                _questions.Add(view);
                session.Answers.See(question.Item);
            }
        }

        private void Turn(int by)
        {
            _shownPage += by;
            MakeQuestions(_participation.Session!);
            Show();
        }

        private void Open()
        {
            ParticipantSession session = _participation.Session!;
            if (session.Reference.IsAway)
            {
                session.Reference.Close();
            }
            else
            {
                session.Reference.Open();
                if (session.Condition?.Address is string address)
                {
                    Application.OpenURL(address);
                }
            }

            Show();
        }

        private void GoOn()
        {
            ParticipantSession session = _participation.Session!;
            if (StudyPage.Leaves(session))
            {
                _client.LeaveStudy();
            }
            else if (session.Phase == SessionPhase.TimeOver)
            {
                session.GoOn();
            }
            else if (_shownPage < _pages.Count && !session.Answers.Check(_pages[_shownPage]))
            {
                Show();
            }
            else if (_shownPage + 1 < _pages.Count)
            {
                Turn(1);
            }
            else if (!session.Finish())
            {
                TurnToProblem(session);
            }
        }

        /// <summary>The first page with an answer that is missing.</summary>
        private void TurnToProblem(ParticipantSession session)
        {
            int wrong = _pages.FindIndex(
                page => page.Exists(question => session.Answers.Problems.ContainsKey(question.Item)));
            if (wrong >= 0)
            {
                Turn(wrong - _shownPage);
            }
        }
    }
}
