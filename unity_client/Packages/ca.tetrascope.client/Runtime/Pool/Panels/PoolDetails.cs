using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>All that is known of the masked copy that is chosen, or else pointed at.</summary>
    public sealed class PoolDetails : PoolPart
    {
        private const float Side = 168f;

        [SerializeField, Tooltip("The pictures that copies consist of.")]
        private PoolPhotos _photos = null!;

        [SerializeField, Tooltip("Opens a copy in scene 1.")]
        private PoolPointer _pointer = null!;

        private CopyPicture _picture = null!;
        private VisualElement _known = null!;
        private VisualElement _none = null!;
        private Label _title = null!;
        private Label _verdict = null!;
        private Label _facts = null!;
        private Button _release = null!;
        private ProbabilityBars _bars = null!;
        private PoolImage? _shown;

        /// <summary>The copy that is told of; null for none.</summary>
        private PoolImage? Copy => (Session.Selection.Selected ?? Session.Selection.Hovered) is int index
            ? Session.Run.Pool?.ImageAt(index)
            : null;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _known = root.Q<VisualElement>("pool-copy");
            _none = root.Q<VisualElement>("pool-copy-none");
            _title = root.Q<Label>("pool-copy-title");
            _verdict = root.Q<Label>("pool-copy-verdict");
            _facts = root.Q<Label>("pool-copy-facts");
            _release = root.Q<Button>("pool-copy-release");
            _bars = new ProbabilityBars(root.Q<VisualElement>("pool-copy-bars"));
            _picture = new CopyPicture("pool-copy-picture", Side);
            root.Q<VisualElement>("pool-copy-place").Add(_picture);
            _release.clicked += () => Session.Selection.Release();
            root.Q<Button>("pool-copy-open").clicked += () => _pointer.Open(Copy!.Index);
            _photos.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _photos.Changed -= Refresh;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Selection.Hovering += Look;
            session.Selection.Chosen += Look;
            session.Boundary.Changed += Refresh;
            session.Run.Began += Refresh;
            session.ImagesArrived += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Selection.Hovering -= Look;
            session.Selection.Chosen -= Look;
            session.Boundary.Changed -= Refresh;
            session.Run.Began -= Refresh;
            session.ImagesArrived -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolImage? copy = _shown = Copy;
            _known.EnableInClassList("hidden", copy == null);
            _none.EnableInClassList("hidden", copy != null);
            _release.EnableInClassList("hidden", copy == null || Session.Selection.Selected == null);
            _title.text = copy == null ? PoolWording.NothingPointedAt : PoolWording.Title(copy);
            if (copy != null)
            {
                ShowCopy(copy, Session.Run.Pool!);
            }
        }

        private void Look(int? index)
        {
            if (!ReferenceEquals(Copy, _shown) || Session.Selection.Selected == index)
            {
                Show();
            }
        }

        private void ShowCopy(PoolImage copy, PoolSoFar pool)
        {
            bool support = Session.Boundary.SupportVectors.Contains(copy.Index);
            _picture.Show(copy, _photos, support);
            _verdict.text = PoolWording.Verdict(copy, pool.LabelOf(copy.Label).Name, support);
            _bars.Begin();
            for (int corner = 0; corner < pool.Vertices.Count; corner++)
            {
                ClassLabel label = pool.Vertices[corner].Label;
                _bars.Show(label.Name, copy.Probabilities[corner], label.Index == copy.Label);
            }

            if (Session.Meaning.OthersExist)
            {
                _bars.Show(PoolWording.Outside(Session.Run.Corners, Session.Meaning.Independent), copy.Outside);
            }

            _facts.text = PoolWording.Facts(copy, pool.Examined, pool.Windows, Session.Boundary.DistanceOf(copy.Index));
        }
    }
}
