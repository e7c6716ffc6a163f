using System;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// Where the examined label's evidence lies: a heat map over the image made grey, and its numbers.
    /// </summary>
    public sealed class PoolImportance : PoolPart
    {
        private const float Side = 288f;

        private MarkedPicture _map = null!;
        private VisualElement _place = null!;
        private VisualElement _mark = null!;
        private Label _later = null!;
        private Label _value = null!;
        private ScaleRow _scale = null!;
        private Texture2D? _texture;
        private Protocol.Pool? _shown;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _place = root.Q<VisualElement>("pool-importance");
            _later = root.Q<Label>("pool-importance-later");
            _value = root.Q<Label>("pool-importance-value");
            _mark = root.Q<VisualElement>("pool-importance-mark");
            _later.text = PoolWording.ImportanceLater;
            _map = new MarkedPicture(Side).Named("pool-importance-map");
            root.Q<VisualElement>("pool-importance-place").Add(_map);
            _scale = new ScaleRow(root.Q<VisualElement>("pool-importance-scale"), "pool-importance-scale");
            byte[] colours = new byte[4 * ColourMap.Colours];
            Importance.WriteScale(colours);
            _scale.Show(colours);
            _map.Pointed += Read;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _scale.Dispose();
            Destroy(_texture);
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Run.Began += Refresh;
            session.PoolCompleted += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Run.Began -= Refresh;
            session.PoolCompleted -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            Protocol.Pool? whole = Session.Run.Pool?.Whole;
            _place.EnableInClassList("hidden", whole == null);
            _later.EnableInClassList("hidden", whole != null);
            if (whole == null || ReferenceEquals(whole, _shown))
            {
                return;
            }

            _shown = whole;
            Draw(whole);
            double most = Importance.Largest(whole.Importance);
            _scale.Show(Words.Points(-most), Words.Points(most));
            _map.Press(null);
            Read(null);
        }

        private void Draw(Protocol.Pool whole)
        {
            Size size = TensorValues.SizeOf(whole.Importance);
            Destroy(_texture);
            _texture = TextureBytes.Picture("Importance", size, false);
            byte[] rgba = new byte[4 * size.Area];
            Importance.Write(whole.Image, whole.Importance, rgba);
            TextureBytes.WriteForPanel(rgba, size, _texture.GetPixelData<byte>(0).AsSpan(), 0, 0, size.Width);
            _texture.Apply(false, false);
            _map.Show(_texture, new Rect(0f, 0f, 1f, 1f), size);
        }

        private void Read(Pixel? at)
        {
            if (_shown == null)
            {
                return;
            }

            _map.Mark(at is Pixel marked ? Region.Of(marked) : (Region?)null, false);
            _mark.EnableInClassList("hidden", at == null);
            if (!(at is Pixel pixel))
            {
                _value.text = PoolWording.ImportanceMeaning(_shown.Examined.Label.Name);
                return;
            }

            double value = TensorValues.ValueAt(_shown.Importance, pixel.Row, pixel.Column);
            double most = Importance.Largest(_shown.Importance);
            _value.text = PoolWording.Importance(value, pixel.Row, pixel.Column);
            _mark.style.left = Length.Percent(most > 0 ? (float)(50 * (value / most + 1)) : 50f);
        }
    }
}
