using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// What the copy that is pointed at is, in few words: where another one is chosen, panels tell of that.
    /// </summary>
    public sealed class PoolTip : PoolPart
    {
        private Label _tip = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _tip = root.Q<Label>("pool-tip");
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Selection.Hovering += Look;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Selection.Hovering -= Look;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolSoFar? pool = Session.Run.Pool;
            PoolImage? copy = Session.Selection.Hovered is int index ? pool?.ImageAt(index) : null;
            _tip.EnableInClassList("hidden", copy == null);
            if (copy != null)
            {
                bool support = Session.Boundary.SupportVectors.Contains(copy.Index);
                _tip.text = PoolWording.Title(copy) + "\n"
                    + PoolWording.Verdict(copy, pool!.LabelOf(copy.Label).Name, support);
            }
        }

        private void Look(int? index)
        {
            Show();
        }
    }
}
