using System;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The ten most probable classes, what masking changed, and how far the answer is.</summary>
    public sealed class AnswerPanel : StructurePart
    {
        /// <summary>Classes that are shown.</summary>
        private const int Shown = 10;

        /// <summary>The same while those of another network stand beside them.</summary>
        private const int ShownBeside = 3;

        private Label _status = null!;
        private Label _marks = null!;
        private ProbabilityBars _classes = null!;
        private Button _retry = null!;
        private MergingCards _merging = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _status = root.Q<Label>("structure-status");
            _marks = root.Q<Label>("answer-marks");
            _marks.text = StructureWording.Marks;
            _classes = new ProbabilityBars(root.Q<VisualElement>("answer-classes"));
            _retry = root.Q<Button>("structure-retry");
            _retry.clicked += () => Session.Retry();
            _merging = new MergingCards(root);
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.ProgressChanged += Show;
            session.PredictionsArrived += ShowClasses;
            session.Dropped += ShowClasses;
            session.SideBySide.Changed += ShowClasses;
            _merging.Follow(session);
            Show();
            ShowClasses();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.ProgressChanged -= Show;
            session.PredictionsArrived -= ShowClasses;
            session.Dropped -= ShowClasses;
            session.SideBySide.Changed -= ShowClasses;
            _merging.Unfollow(session);
        }

        private void ShowClasses(Predictions predictions)
        {
            ShowClasses();
        }

        private void ShowClasses()
        {
            Answers answers = Session.Answers;
            bool compared = answers.ComparedWith != null;
            _marks.EnableInClassList("hidden", !compared);
            _classes.Show(
                answers.Predictions == null
                    ? Array.Empty<ClassChange>()
                    : ClassChange.Between(answers.Predictions, answers.ComparedWith),
                Session.SideBySide.IsOpen ? ShownBeside : Shown, compared);
        }

        private void Show()
        {
            Answers answers = Session.Answers;
            _retry.EnableInClassList("hidden", answers.State != AnswerState.Failed);
            switch (answers.State)
            {
                case AnswerState.Running:
                    _status.text = StructureWording.Running(
                        answers.Arrived, Session.Display.ColumnLayers.Count, answers.Progress?.Stage);
                    break;
                case AnswerState.Complete:
                    _status.text = StructureWording.Updated(answers.LastSeconds ?? 0);
                    break;
                case AnswerState.Failed:
                    _status.text = $"{answers.Complaint?.Message} {answers.Complaint?.Hint}".Trim();
                    break;
                default:
                    _status.text = "";
                    break;
            }
        }
    }
}
