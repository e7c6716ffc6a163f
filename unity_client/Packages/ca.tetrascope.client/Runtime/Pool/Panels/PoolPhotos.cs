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
        public Texture2D? Image => Textures?.Image;

        /// <summary>What shows through a mask; null before it is here.</summary>
        public Texture2D? Filling => Textures?.Filling;

        /// <summary>Rows and columns of both.</summary>
        public Size Size => Textures?.Size ?? new Size(1, 1);

        /// <summary>Both of them; null before they are here.</summary>
        internal CopyTextures? Textures { get; private set; }

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
                Textures = new CopyTextures(image, filling);
            }

            Changed?.Invoke();
        }

        private void Forget()
        {
            Textures?.Dispose();
            Textures = null;
        }
    }
}
