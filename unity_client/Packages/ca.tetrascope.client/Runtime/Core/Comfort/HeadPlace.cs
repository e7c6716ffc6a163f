using System.Numerics;
using Tetrascope.Connection;

namespace Tetrascope.Comfort
{
    /// <summary>
    /// The place that scenes and panels were put before. Once a head has left it for a moment, they are to be offered
    /// to come along; turning and nodding leave nothing. Right-handed metres of the room.
    /// </summary>
    public sealed class HeadPlace
    {
        /// <summary>Farther than this from its place a head has left it, in metres.</summary>
        public const float Reach = 0.6f;

        /// <summary>For so many seconds: who leans over for a moment comes back.</summary>
        public const double Moment = 1.5;

        private readonly IClock _clock;
        private double _within;

        /// <summary>A place that is measured by a clock.</summary>
        public HeadPlace(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Where the head was; null before anything was put before it.</summary>
        public Vector3? Head { get; private set; }

        /// <summary>Whether the head has left it.</summary>
        public bool Left { get; private set; }

        /// <summary>Everything was put before a head that is here.</summary>
        public void Take(Vector3 head)
        {
            Head = head;
            Left = false;
            _within = _clock.Seconds;
        }

        /// <summary>Says where the head is now. To be called once a frame.</summary>
        public void Update(Vector3 head)
        {
            if (!(Head is Vector3 place) || Vector3.Distance(head, place) <= Reach)
            {
                _within = _clock.Seconds;
                Left = false;
                return;
            }

            Left = _clock.Seconds - _within >= Moment;
        }
    }
}
