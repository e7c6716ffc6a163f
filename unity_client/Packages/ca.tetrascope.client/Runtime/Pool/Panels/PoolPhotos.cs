using System;
using Tetrascope.Geometry;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The two pictures of which all masked copies consist, as panels show them: the image, and what shows through a
    /// mask.
    /// </summary>
    public sealed class PoolPhotos : PoolPart
    {
        /// <summary>They have come, or others in their place.</summary>
        public event Action? Changed;

        /// <summary>The unmasked image as it enters the network; null before it is here.</summary>
        public Texture2D? Image { get; private set; }

        /// <summary>What shows through a mask; null before it is here.</summary>
        public Texture2D? Filling { get; private set; }

        /// <summary>Rows and columns of both.</summary>
        public Size Size { get; private set; } = new Size(1, 1);

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            Forget();
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Pictures.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Pictures.Changed -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            Forget();
            if (Session.Pictures.Image is Tensor image && Session.Pictures.FillImage is Tensor filling)
            {
                Size = TensorValues.SizeOf(image);
                Image = Made("Image in panels", image);
                Filling = Made("Fill in panels", filling);
            }

            Changed?.Invoke();
        }

        private Texture2D Made(string name, Tensor rgb)
        {
            Texture2D texture = TextureBytes.Picture(name, Size, false);
            TextureBytes.WriteRgbForPanel(texture, rgb.Data.Span, Size);
            return texture;
        }

        private void Forget()
        {
            Destroy(Image);
            Destroy(Filling);
            Image = Filling = null;
        }
    }
}
