using System;
using System.Collections.Generic;
using Tetrascope.Beside;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Which network stands below the first, and what both answer, beside each other.</summary>
    public sealed class BesidePanel : StructurePart
    {
        private readonly List<string> _ids = new List<string>();
        private readonly List<BesideRow> _rows = new List<BesideRow>();
        private DropdownField _network = null!;
        private VisualElement _both = null!;
        private VisualElement _classes = null!;
        private Label _none = null!;
        private Label _state = null!;
        private Label _verdict = null!;
        private Label _fallOfA = null!;
        private Label _fallOfB = null!;
        private Label _shared = null!;
        private Label _labels = null!;
        private Button _retry = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _network = root.Q<DropdownField>("beside-network");
            _both = root.Q<VisualElement>("beside-both");
            _classes = root.Q<VisualElement>("beside-classes");
            _none = root.Q<Label>("beside-none");
            _none.text = BesideWording.NoOther;
            _state = root.Q<Label>("beside-state");
            _verdict = root.Q<Label>("beside-verdict");
            _fallOfA = root.Q<Label>("beside-fall-a");
            _fallOfB = root.Q<Label>("beside-fall-b");
            _shared = root.Q<Label>("beside-shared");
            _labels = root.Q<Label>("beside-labels");
            _retry = root.Q<Button>("beside-retry");
            root.Q<Label>("beside-rule").text = Alignment.Rule;
            new BesideRow(_classes, "beside-head").Show("", "A", "B");
            _network.RegisterValueChangedCallback(_ => Choose());
            _retry.clicked += () => Session.Retry();
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.SideBySide.Changed += Show;
            session.PredictionsArrived += ShowAnswers;
            session.SideBySide.B.Answers.PredictionsArrived += ShowAnswers;
            session.Dropped += Show;
            session.Subject.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.SideBySide.Changed -= Show;
            session.PredictionsArrived -= ShowAnswers;
            session.SideBySide.B.Answers.PredictionsArrived -= ShowAnswers;
            session.Dropped -= Show;
            session.Subject.Changed -= Show;
        }

        private void Choose()
        {
            int place = _network.index;
            Session.SideBySide.Wanted = place <= 0 ? null : _ids[place - 1];
        }

        private void Show()
        {
            SideBySide both = Session.SideBySide;
            ShowChoice(both);
            _both.EnableInClassList("hidden", !both.IsOpen);
            if (!both.IsOpen)
            {
                return;
            }

            Answers other = both.B.Answers;
            bool failed = other.State == AnswerState.Failed;
            _retry.EnableInClassList("hidden", !failed);
            _state.text = failed ? $"B: {other.Complaint?.Message} {other.Complaint?.Hint}".Trim() : Waiting(other);
            _state.EnableInClassList("hidden", _state.text.Length == 0);
            ShowClasses(both);
        }

        private string Waiting(Answers other)
        {
            if (Session.Answers.Predictions == null && other.Predictions == null)
            {
                return BesideWording.BothLook;
            }

            return other.Predictions == null ? BesideWording.OtherLooks : "";
        }

        private void ShowChoice(SideBySide both)
        {
            var titles = new List<string> { BesideWording.None };
            _ids.Clear();
            foreach (NetworkSummary one in both.Others)
            {
                _ids.Add(one.NetworkId);
                // A menu finds what was chosen by its words: two of one name are told apart.
                titles.Add(titles.Contains(one.Title) ? $"{one.Title} ({one.NetworkId})" : one.Title);
            }

            _network.choices = titles;
            _network.SetEnabled(_ids.Count > 0);
            _none.EnableInClassList("hidden", _ids.Count > 0 || Session.Subject.Network == null);
            int chosen = both.Wanted == null ? -1 : _ids.IndexOf(both.Wanted);
            _network.SetValueWithoutNotify(titles[chosen + 1]);
        }

        private void ShowAnswers(Predictions predictions)
        {
            if (Session.SideBySide.IsOpen)
            {
                ShowClasses(Session.SideBySide);
            }
        }

        private void ShowClasses(SideBySide both)
        {
            Predictions? one = Session.Answers.Predictions;
            Predictions? two = both.B.Answers.Predictions;
            bool known = one != null && two != null && both.Labels != null;
            _classes.EnableInClassList("hidden", !known);
            Say(_fallOfA, FallOf("A", Session.Answers));
            Say(_fallOfB, FallOf("B", both.B.Answers));
            Say(_verdict, known ? BesideWording.Verdict(one!, two!, both.Labels!.Value) : "");
            Say(_labels, known ? BesideWording.Labels(both.Labels!.Value) : "");
            Say(_shared, known ? Fill(one!, two!, both) : "");
        }

        /// <summary>Fills the table; what is to be said of the classes in it.</summary>
        private string Fill(Predictions one, Predictions two, SideBySide both)
        {
            LabelSets labels = both.Labels!.Value;
            HashSet<string> ofA = NamesOf(Session.Subject.Network);
            HashSet<string> ofB = NamesOf(both.B.Subject.Network);
            IReadOnlyList<ClassBeside> classes = AnswersBeside.Classes(one, two, labels, ofA, ofB);
            bool bounded = false;
            for (int row = 0; row < classes.Count; row++)
            {
                if (row == _rows.Count)
                {
                    _rows.Add(new BesideRow(_classes, $"beside-classes-{row}"));
                }

                _rows[row].Show(classes[row]);
                bounded |= IsBound(classes[row].One) || IsBound(classes[row].Two);
            }

            for (int row = 0; row < _rows.Count; row++)
            {
                _rows[row].Element.EnableInClassList("hidden", row >= classes.Count);
            }

            int told = Math.Min(one.Classes.Count, two.Classes.Count);
            bool all = ofA.Count <= told && ofB.Count <= told;
            return BesideWording.Shared(told, AnswersBeside.SharedClasses(one, two, labels), all, bounded);
        }

        private static bool IsBound(Said? said) => said is Said known && known.Rank == null;

        private static HashSet<string> NamesOf(NetworkDescription? network) =>
            new HashSet<string>(network?.ClassNames ?? Array.Empty<string>());

        private static string FallOf(string letter, Answers answers) =>
            Fall.Between(answers.ComparedWith, answers.Predictions) is Fall fall
                ? BesideWording.Fell(letter, fall)
                : "";

        private static void Say(Label label, string words)
        {
            label.text = words;
            label.EnableInClassList("hidden", words.Length == 0);
        }
    }
}
