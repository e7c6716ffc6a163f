using System;
using System.Collections.Generic;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Which of the images in the scene stand out, and how many they are.</summary>
    public sealed class PoolFilterPanel : PoolPart
    {
        private const string Any = "Any";

        private VisualElement _panel = null!;
        private Button _anyAnswer = null!;
        private Button _kept = null!;
        private Button _changed = null!;
        private Choices<int?> _label = null!;
        private Choices<int?> _vertex = null!;
        private Choices<int?> _window = null!;
        private DropdownField _vertexField = null!;
        private Label _vertexTitle = null!;
        private VisualElement _outsidePlace = null!;
        private Label _outsideTitle = null!;
        private SliderInt _outside = null!;
        private Toggle _supports = null!;
        private Toggle _hide = null!;
        private Label _passing = null!;
        private Button _reset = null!;

        private Filters Filters => Session.Display.Filters;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("pool-filters");
            _anyAnswer = Answer(root, "pool-answer-any", null);
            _kept = Answer(root, "pool-answer-kept", true);
            _changed = Answer(root, "pool-answer-changed", false);
            _vertexField = root.Q<DropdownField>("pool-filter-vertex");
            _vertexTitle = root.Q<Label>("pool-filter-vertex-title");
            _label = Offering(root.Q<DropdownField>("pool-filter-label"), value => Filters.Label = value);
            _vertex = Offering(_vertexField, value => Filters.Vertex = value);
            _window = Offering(root.Q<DropdownField>("pool-filter-window"), value => Filters.Window = value);
            _outsidePlace = root.Q<VisualElement>("pool-filter-outside");
            _outsideTitle = root.Q<Label>("pool-outside-title");
            _outside = root.Q<SliderInt>("pool-outside");
            _outside.RegisterValueChangedCallback(moved => Filters.Outside = moved.newValue / 100.0);
            _supports = root.Q<Toggle>("pool-supports");
            _supports.RegisterValueChangedCallback(set => Filters.SupportVectors = set.newValue);
            _hide = root.Q<Toggle>("pool-hide");
            _hide.RegisterValueChangedCallback(set => Session.Display.HideOthers = set.newValue);
            _passing = root.Q<Label>("pool-passing");
            _reset = root.Q<Button>("pool-filters-reset");
            _reset.clicked += () => Filters.Reset();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Display.Changed += Refresh;
            session.Boundary.Changed += Refresh;
            session.Run.Began += Refresh;
            session.ImagesArrived += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Display.Changed -= Refresh;
            session.Boundary.Changed -= Refresh;
            session.Run.Began -= Refresh;
            session.ImagesArrived -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolSoFar? pool = Session.Run.Pool;
            _panel.EnableInClassList("hidden", pool == null);
            if (pool == null)
            {
                return;
            }

            _anyAnswer.EnableInClassList("chosen", Filters.Kept == null);
            _kept.EnableInClassList("chosen", Filters.Kept == true);
            _changed.EnableInClassList("chosen", Filters.Kept == false);
            ShowChoices(pool);
            ShowOutside();
            _supports.SetValueWithoutNotify(Filters.SupportVectors);
            _supports.SetEnabled(Session.Boundary.SupportVectors.Count > 0 || Filters.SupportVectors);
            _hide.SetValueWithoutNotify(Session.Display.HideOthers);
            (int shown, int present) =
                Session.Display.Counts(pool.Images, pool.IsWhole, Session.Boundary.SupportVectors);
            _passing.text = PoolWording.Passing(shown, present, pool.Images.Count, Session.Display.HideOthers);
            _reset.EnableInClassList("hidden", Filters.Count == 0);
        }

        private static Choices<int?> Offering(DropdownField field, Action<int?> chosen) =>
            new Choices<int?>(field, chosen);

        private Button Answer(VisualElement root, string name, bool? kept)
        {
            Button button = root.Q<Button>(name);
            button.clicked += () => Filters.Kept = kept;
            return button;
        }

        private void ShowChoices(PoolSoFar pool)
        {
            var present = new HashSet<int>();
            var labels = new List<(int?, string)> { (null, Any) };
            foreach (PoolImage image in pool.Images)
            {
                if (present.Add(image.Label))
                {
                    labels.Add((image.Label, pool.LabelOf(image.Label).Name));
                }
            }

            // One that was chosen before the pool changed is to be seen as the reason why nothing passes.
            if (Filters.Label is int wanted && present.Add(wanted))
            {
                labels.Add((wanted, pool.LabelOf(wanted).Name));
            }

            var vertices = new List<(int?, string)> { (null, Any) };
            foreach (PoolVertex vertex in pool.Vertices)
            {
                vertices.Add((vertices.Count - 1, vertex.Label.Name));
            }

            var windows = new List<(int?, string)> { (null, Any) };
            foreach (Window window in pool.Windows)
            {
                windows.Add((windows.Count - 1, PoolWording.WindowSize(window)));
            }

            _label.Show(labels, Filters.Label);
            _vertex.Show(vertices, Filters.Vertex);
            _window.Show(windows, Filters.Window);
            _vertexField.SetEnabled(pool.IsWhole);
            _vertexTitle.text = PoolWording.Represents(Session.Meaning.Corner);
        }

        private void ShowOutside()
        {
            _outsidePlace.EnableInClassList("hidden", !Session.Meaning.OthersExist && Filters.Outside >= 1);
            _outside.SetValueWithoutNotify((int)Math.Round(Filters.Outside * 100));
            _outsideTitle.text = PoolWording.OutsideAtMost(Session.Meaning.CornerCount, Filters.Outside);
        }
    }
}
