using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// Lets what is out of date fade, and come back. While requests follow each other quickly nothing fades, and what
    /// has faded already stays so rather than pulse.
    /// </summary>
    internal sealed class Fade
    {
        /// <summary>How much maps of an earlier image give way to the background, and after how many seconds.</summary>
        private const float Dimmed = 0.45f;
        private const float After = 0.25f;

        private bool _pending;
        private float _since;

        /// <summary>How much is faded, 0..1.</summary>
        public float Share { get; private set; }

        /// <summary>Whether what is shown is out of date.</summary>
        public void Set(bool pending)
        {
            if (pending && (!_pending || Share <= 0f))
            {
                _since = Time.time;
            }

            _pending = pending;
        }

        /// <summary>Goes on for a frame; whether it is another share than before.</summary>
        public bool Step()
        {
            float wanted = _pending && Time.time - _since >= After ? Dimmed : 0f;
            if (wanted == Share)
            {
                return false;
            }

            Share += (wanted - Share) * (1f - Mathf.Exp(-10f * Time.deltaTime));
            if (Mathf.Abs(wanted - Share) < 0.01f)
            {
                Share = wanted;
            }

            return true;
        }
    }
}
