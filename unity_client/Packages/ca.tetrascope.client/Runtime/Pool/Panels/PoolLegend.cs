using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What shapes, borders and places mean: first of all, for without it the scene says nothing.</summary>
    public sealed class PoolLegend : PoolPart
    {
        private Label _place = null!;
        private Label _kept = null!;
        private Label _changed = null!;
        private VisualElement _outside = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _place = root.Q<Label>("pool-sign-place");
            _kept = root.Q<Label>("pool-sign-kept");
            _changed = root.Q<Label>("pool-sign-changed");
            _outside = root.Q<VisualElement>("pool-legend-outside");
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Run.Began += Refresh;
            session.Display.Changed += Refresh;
            session.ImagesArrived += Refresh;
            session.Subject.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Run.Began -= Refresh;
            session.Display.Changed -= Refresh;
            session.ImagesArrived -= Refresh;
            session.Subject.Changed -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolMeaning meaning = Session.Meaning;
            _place.text = PoolWording.LegendPlace(
                meaning.Corner, Session.Display.PositionScale == PositionScale.Log);
            _kept.text = PoolWording.LegendKept(meaning.Kept);
            _changed.text = PoolWording.LegendChanged(meaning.Changed);
            _outside.EnableInClassList("hidden", !meaning.OthersExist);
        }
    }
}
