using Tetrascope.Colours;
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
        private VisualElement _colour = null!;
        private Label _change = null!;
        private ScaleRow _scale = null!;
        private Label _kept = null!;
        private Label _changed = null!;
        private VisualElement _outside = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _place = root.Q<Label>("pool-sign-place");
            _colour = root.Q<VisualElement>("pool-sign-colour");
            _change = root.Q<Label>("pool-sign-change");
            _scale = new ScaleRow(root.Q<VisualElement>("pool-change-scale"), "pool-change-scale");
            byte[] colours = new byte[4 * ColourMap.Colours];
            Importance.WriteScale(colours);
            _scale.Show(colours);
            _kept = root.Q<Label>("pool-sign-kept");
            _changed = root.Q<Label>("pool-sign-changed");
            _outside = root.Q<VisualElement>("pool-legend-outside");
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _scale.Dispose();
            base.OnDestroy();
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
            bool photo = Session.Display.Arranged == Arrangement.Photo;
            _place.text = photo
                ? PoolWording.LegendPhoto
                : PoolWording.LegendPlace(meaning.Corner, Session.Display.PositionScale == PositionScale.Log);
            _colour.EnableInClassList("hidden", !photo);
            ShowScale(Session.Run.Pool);
            _kept.text = PoolWording.LegendKept(meaning.Kept);
            _changed.text = PoolWording.LegendChanged(meaning.Changed);
            _outside.EnableInClassList("hidden", photo || !meaning.OthersExist);
        }

        private void ShowScale(PoolSoFar? pool)
        {
            _change.text = PoolWording.LegendColour(pool?.Examined.Label.Name);
            double most = pool == null ? 0 : PoolDisplay.LargestChange(pool.Images, pool.Examined.Probability);
            (string rises, string falls) = PoolWording.ChangeEnds(most);
            _scale.Show(rises, falls);
        }
    }
}
