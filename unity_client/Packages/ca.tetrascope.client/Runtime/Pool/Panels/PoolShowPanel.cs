using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Which images are in the scene, and how.</summary>
    public sealed class PoolShowPanel : PoolPart
    {
        /// <summary>Steps of the slider in an amount of 1.</summary>
        private const double Steps = 4;

        private VisualElement _arrangement = null!;
        private Button _body = null!;
        private Button _photo = null!;
        private Label _photoNote = null!;
        private VisualElement _choices = null!;
        private Toggle _all = null!;
        private Label _allNote = null!;
        private SliderInt _spread = null!;
        private Label _amount = null!;
        private Toggle _depth = null!;
        private Toggle _regions = null!;
        private Choices<PositionScale> _scale = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _arrangement = root.Q<VisualElement>("pool-arrangement");
            _body = root.Q<Button>("pool-in-body");
            _photo = root.Q<Button>("pool-on-photo");
            _photoNote = root.Q<Label>("pool-on-photo-note");
            _choices = root.Q<VisualElement>("pool-body-choices");
            _body.clicked += () => Session.Display.Arrangement = Arrangement.Tetrahedron;
            _photo.clicked += () => Session.Display.Arrangement = Arrangement.Photo;
            _all = root.Q<Toggle>("pool-all");
            _allNote = root.Q<Label>("pool-all-note");
            _spread = root.Q<SliderInt>("pool-spread");
            _amount = root.Q<Label>("pool-spread-amount");
            _depth = root.Q<Toggle>("pool-depth");
            _regions = root.Q<Toggle>("pool-regions");
            root.Q<Label>("pool-regions-note").text = PoolWording.Regions;
            _scale = new Choices<PositionScale>(
                root.Q<DropdownField>("pool-scale"), scale => Session.Display.PositionScale = scale);
            _regions.RegisterValueChangedCallback(set => Session.Display.Regions = set.newValue);
            _all.RegisterValueChangedCallback(set => Session.Display.ShowAll = set.newValue);
            _spread.RegisterValueChangedCallback(moved => Session.Display.Spread = moved.newValue / Steps);
            _depth.RegisterValueChangedCallback(set => Session.Display.DepthCue = set.newValue);
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Run.Began += Refresh;
            session.Display.Changed += Refresh;
            session.ImagesArrived += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Run.Began -= Refresh;
            session.Display.Changed -= Refresh;
            session.ImagesArrived -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolDisplay display = Session.Display;
            bool photo = display.Arranged == Arrangement.Photo;
            _arrangement.EnableInClassList("hidden", display.InRoom);
            _body.text = Words.Sentence(Session.Meaning.Body);
            _body.EnableInClassList("chosen", !photo);
            _photo.EnableInClassList("chosen", photo);
            _photoNote.EnableInClassList("hidden", !photo);
            _choices.EnableInClassList("hidden", photo);
            _all.SetValueWithoutNotify(display.ShowAll);
            _allNote.text = PoolWording.OnlySelected(Session.Meaning.CornerCount);
            _scale.Show(PoolWording.PositionScales, display.PositionScale);
            _regions.SetValueWithoutNotify(display.Regions);
            _spread.SetValueWithoutNotify((int)(display.Spread * Steps));
            _amount.text = PoolWording.Spread(display.Spread);
            _depth.SetValueWithoutNotify(display.DepthCue);
        }
    }
}
