using System;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What the network answers for the whole image, and the labels of the pool.</summary>
    public sealed class PoolAnswer : PoolPart
    {
        private const float Side = 96f;

        [SerializeField, Tooltip("The pictures that copies consist of.")]
        private PoolPhotos _photos = null!;

        private Image _picture = null!;
        private Label _random = null!;
        private Label _title = null!;
        private Label _later = null!;
        private Label _cornersTitle = null!;
        private Label _notWhole = null!;
        private ProbabilityBars _answer = null!;
        private ProbabilityBars _corners = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _picture = root.Q<Image>("pool-answer-picture");
            _random = root.Q<Label>("pool-answer-random");
            _title = root.Q<Label>("pool-answer-title");
            _later = root.Q<Label>("pool-answer-later");
            _cornersTitle = root.Q<Label>("pool-corners-title");
            _notWhole = root.Q<Label>("pool-corners-note");
            _answer = new ProbabilityBars(root.Q<VisualElement>("pool-answer"));
            _corners = new ProbabilityBars(root.Q<VisualElement>("pool-corners"));
            _picture.scaleMode = ScaleMode.StretchToFill;
            _random.text = PoolWording.RandomWeights;
            _notWhole.text = PoolWording.NotWhole;
            _photos.Changed += ShowPicture;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _photos.Changed -= ShowPicture;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Run.Began += Refresh;
            session.ImagesArrived += Refresh;
            session.Subject.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Run.Began -= Refresh;
            session.ImagesArrived -= Refresh;
            session.Subject.Changed -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolSoFar? pool = Session.Run.Pool;
            _random.EnableInClassList("hidden", Session.Subject.Network?.Summary.Weights.Source != "random");
            _title.text = Session.Meaning.Independent ? "Most probable label" : "Answer";
            _later.EnableInClassList("hidden", pool != null);
            _notWhole.EnableInClassList("hidden", pool == null || pool.IsWhole);
            _cornersTitle.text = pool == null ? "" : PoolWording.CornersTitle(Session.Meaning.Corner);
            _answer.Begin();
            _corners.Begin();
            if (pool == null)
            {
                return;
            }

            _answer.Show(pool.Original.Label.Name, pool.Original.Probability, true);
            if (pool.Examined.Label.Index != pool.Original.Label.Index)
            {
                _answer.Show($"Examined: {pool.Examined.Label.Name}", pool.Examined.Probability);
            }

            foreach (PoolVertex vertex in pool.Vertices)
            {
                _corners.Show(vertex.Label.Name, vertex.MeanProbability);
            }
        }

        private void ShowPicture()
        {
            float unit = Side / Math.Max(_photos.Size.Height, _photos.Size.Width);
            _picture.image = _photos.Image!;
            _picture.style.width = unit * _photos.Size.Width;
            _picture.style.height = unit * _photos.Size.Height;
        }
    }
}
