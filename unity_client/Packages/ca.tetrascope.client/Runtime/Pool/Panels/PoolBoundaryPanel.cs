using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// What separates the copies that kept the label from those that lost it; where nothing does, why.
    /// </summary>
    public sealed class PoolBoundaryPanel : PoolPart
    {
        private VisualElement _shares = null!;
        private VisualElement _keptShare = null!;
        private VisualElement _changedShare = null!;
        private VisualElement _numbers = null!;
        private VisualElement _plotPlace = null!;
        private Label _words = null!;
        private Label _kept = null!;
        private Label _changed = null!;
        private Label _facts = null!;
        private Label _honesty = null!;
        private Button _retry = null!;
        private BoundaryPlot _plot = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _words = root.Q<Label>("pool-boundary");
            _shares = root.Q<VisualElement>("pool-shares");
            _keptShare = root.Q<VisualElement>("pool-share-kept");
            _changedShare = root.Q<VisualElement>("pool-share-changed");
            _kept = root.Q<Label>("pool-kept");
            _changed = root.Q<Label>("pool-changed");
            _plotPlace = root.Q<VisualElement>("pool-plot-place");
            _numbers = root.Q<VisualElement>("pool-boundary-numbers");
            _facts = root.Q<Label>("pool-boundary-facts");
            _honesty = root.Q<Label>("pool-boundary-honesty");
            _retry = root.Q<Button>("pool-boundary-retry");
            _retry.clicked += () => Session.Retry();
            _plot = new BoundaryPlot(_plotPlace);
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _plot.Dispose();
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Boundary.Changed += Refresh;
            session.Run.Began += Refresh;
            session.Selection.Hovering += Mark;
            session.Selection.Chosen += Mark;
            _plot.Selection = session.Selection;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Boundary.Changed -= Refresh;
            session.Run.Began -= Refresh;
            session.Selection.Hovering -= Mark;
            session.Selection.Chosen -= Mark;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            Loadable<Boundary> answer = Session.Boundary.Answer;
            Boundary? known = Session.Run.Pool == null ? null : answer.Value;
            bool separated = known != null && known.Status != BoundaryStatusNames.OneClass;
            _shares.EnableInClassList("hidden", known == null);
            _numbers.EnableInClassList("hidden", !separated);
            _plotPlace.EnableInClassList("hidden", !separated);
            _retry.EnableInClassList("hidden", answer.State != LoadState.Failed);
            _words.text = Says(answer, known);
            if (known != null)
            {
                ShowShares(known);
            }

            _plot.Show(separated ? known : null, Session.Run.Pool, Session.Boundary.SupportVectors);
            if (separated)
            {
                _facts.text = PoolWording.BoundaryFacts(known!);
                _honesty.text = PoolWording.Honesty(known!);
            }
        }

        private static string Says(Loadable<Boundary> answer, Boundary? known)
        {
            switch (answer.State)
            {
                case LoadState.Loading:
                    return PoolWording.LookingForBoundary;
                case LoadState.Failed:
                    return $"{answer.Complaint?.Message} {answer.Complaint?.Hint}".Trim();
                default:
                    return known?.Explanation ?? PoolWording.BoundaryLater;
            }
        }

        private void ShowShares(Boundary known)
        {
            _kept.text = $"{Words.Whole(known.Kept)} {PoolWording.Kept}";
            _changed.text = $"{Words.Whole(known.Changed)} {PoolWording.Changed}";
            float all = known.Kept + known.Changed;
            _keptShare.style.width = Length.Percent(100f * known.Kept / all);
            _changedShare.style.width = Length.Percent(100f * known.Changed / all);
        }

        private void Mark(int? index)
        {
            _plot.Mark();
        }
    }
}
