using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Two of the images side by side for one layer, with the difference of every feature map.</summary>
    public sealed class ComparePanel : StructurePart
    {
        private readonly List<string> _keys = new List<string>();
        private VisualElement _panel = null!;
        private DropdownField _a = null!;
        private DropdownField _b = null!;
        private DropdownField _layer = null!;
        private VisualElement _trouble = null!;
        private Label _complaint = null!;
        private ProgressBar _waiting = null!;
        private CompareSide _sideA = null!;
        private CompareSide _sideB = null!;
        private DifferenceList _differences = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("compare");
            _a = _panel.Q<DropdownField>("compare-a");
            _b = _panel.Q<DropdownField>("compare-b");
            _layer = _panel.Q<DropdownField>("compare-layer");
            _trouble = _panel.Q<VisualElement>("compare-trouble");
            _complaint = _panel.Q<Label>("compare-complaint");
            _waiting = _panel.Q<ProgressBar>("compare-waiting");
            _sideA = new CompareSide(_panel, "A");
            _sideB = new CompareSide(_panel, "B");
            _differences = new DifferenceList(_panel.Q<VisualElement>("compare-differences"));
            _a.RegisterValueChangedCallback(_ => Session.Comparison.Choose(a: _keys[_a.index]));
            _b.RegisterValueChangedCallback(_ => Session.Comparison.Choose(b: _keys[_b.index]));
            _layer.RegisterValueChangedCallback(chosen => Session.Comparison.Choose(layer: chosen.newValue));
            _panel.Q<Button>("compare-swap").clicked += Swap;
            _panel.Q<Button>("compare-retry").clicked += () => Session.Retry();
            _panel.Q<Button>("compare-close").clicked += () => Session.Comparison.IsOpen = false;
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Comparison.Changed += Show;
            session.Shelf.Changed += Show;
            session.MaskChanged += Show;
            session.Display.Changed += Show;
            session.Inputs.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Comparison.Changed -= Show;
            session.Shelf.Changed -= Show;
            session.MaskChanged -= Show;
            session.Display.Changed -= Show;
            session.Inputs.Changed -= Show;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            base.OnDestroy();
            _sideA?.Dispose();
            _sideB?.Dispose();
            _differences?.Dispose();
        }

        private void Swap()
        {
            Comparison comparison = Session.Comparison;
            comparison.Choose(comparison.B.Image?.Key, comparison.A.Image?.Key);
        }

        private void Show()
        {
            Comparison comparison = Session.Comparison;
            _panel.EnableInClassList("hidden", !comparison.IsOpen);
            if (!comparison.IsOpen)
            {
                return;
            }

            ShowChoices(comparison);
            ShowState(comparison.A, comparison.B);
            _sideA.Show(Session, comparison.A, null);
            _sideB.Show(Session, comparison.B, comparison.A);
            _differences.Show(comparison.Differences, Session.Display.ColourMap);
        }

        private void ShowChoices(Comparison comparison)
        {
            var names = new List<string>();
            _keys.Clear();
            foreach (Candidate candidate in comparison.Candidates())
            {
                _keys.Add(candidate.Key);
                // A menu finds what was chosen by its words: two of one name are told apart.
                names.Add(names.Contains(candidate.Name) ? $"{candidate.Name} ({candidate.Key})" : candidate.Name);
            }

            ShowChoice(_a, names, comparison.A);
            ShowChoice(_b, names, comparison.B);
            var layers = new List<string>();
            foreach (Layer layer in Session.Subject.Network!.Layers)
            {
                layers.Add(layer.Name);
            }

            _layer.choices = layers;
            _layer.SetValueWithoutNotify(comparison.Layer?.Name ?? "");
        }

        private void ShowChoice(DropdownField field, List<string> names, Side side)
        {
            int chosen = _keys.IndexOf(side.Image?.Key ?? "");
            field.choices = names;
            field.SetValueWithoutNotify(chosen < 0 ? "" : names[chosen]);
        }

        private void ShowState(Side a, Side b)
        {
            Complaint? wrong = a.Answer.Complaint ?? b.Answer.Complaint;
            _trouble.EnableInClassList("hidden", wrong == null);
            _complaint.text = wrong == null ? "" : $"{wrong.Message} {wrong.Hint}".Trim();
            bool waits = a.Answer.State == LoadState.Loading || b.Answer.State == LoadState.Loading;
            Progress? progress = a.Answer.Progress ?? b.Answer.Progress;
            _waiting.EnableInClassList("hidden", !waits);
            _waiting.highValue = progress?.Total ?? 1;
            _waiting.value = progress?.Done ?? 0;
        }
    }
}
