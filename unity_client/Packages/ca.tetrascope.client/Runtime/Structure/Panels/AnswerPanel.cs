using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>How far the network's answer is.</summary>
    public sealed class AnswerPanel : StructurePart
    {
        private Label _status = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _status = root.Q<Label>("structure-status");
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.ProgressChanged += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.ProgressChanged -= Show;
        }

        private void Show()
        {
            Answers answers = Session.Answers;
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
