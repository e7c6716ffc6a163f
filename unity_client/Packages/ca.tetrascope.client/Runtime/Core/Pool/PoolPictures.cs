using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>
    /// The two pictures of which every masked copy of a session's pool consists: the image, and what shows through a
    /// mask. They come before the pool is whole.
    /// </summary>
    public sealed class PoolPictures
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private Running? _running;

        internal PoolPictures(string slot, ServerConnection server)
        {
            _slot = $"{slot}-inputs";
            _server = server;
        }

        /// <summary>They have come, or are gone with their pool.</summary>
        public event Action? Changed;

        /// <summary>
        /// The unmasked image as it enters the network, (height, width, 3) RGB bytes; null before it is here.
        /// </summary>
        public Tensor? Image { get; private set; }

        /// <summary>What shows through a mask, likewise.</summary>
        public Tensor? FillImage { get; private set; }

        /// <summary>Asks for those of a pool, in place of those of the one before.</summary>
        internal void Seek(PoolRequest pool)
        {
            Stop();
            Become(null, null);
            var body = new InputsRequest(pool.ImageId, pool.NetworkId, pool.Fit, pool.CropAt, pool.Fill);
            Running? own = null;
            own = _running = _server.Ask(Operations.Inputs, body, new Asking<Input>(input =>
            {
                if (own == _running)
                {
                    _running = null;
                    Become(input.Image, input.FillImage);
                }
            })
            {
                Slot = _slot,
            });
        }

        /// <summary>
        /// The pool brings the same pictures at its end; those that are here stay, so that nothing is drawn anew.
        /// </summary>
        internal void Take(Protocol.Pool pool)
        {
            if (Image == null)
            {
                Become(pool.Image, pool.FillImage);
            }
        }

        /// <summary>Stops waiting for them; those that are here stay.</summary>
        internal void Stop()
        {
            Running? running = _running;
            _running = null;
            running?.Cancel();
        }

        private void Become(Tensor? image, Tensor? fillImage)
        {
            if (image == Image)
            {
                return;
            }
            Image = image;
            FillImage = fillImage;
            Changed?.Invoke();
        }
    }
}
