using Tetrascope.Connection;

namespace Tetrascope.Comfort
{
    /// <summary>
    /// Proposes a break after some time in a headset. Time counts while the headset is worn; who takes it off for a
    /// while has had the break.
    /// </summary>
    public sealed class BreakReminder
    {
        /// <summary>Seconds without the headset that count as a break.</summary>
        public const double Rest = 60;

        private readonly IClock _clock;
        private readonly ComfortSettings _settings;
        private double _began;
        private double _wornLast;

        /// <summary>Begins to count.</summary>
        public BreakReminder(IClock clock, ComfortSettings settings)
        {
            _clock = clock;
            _settings = settings;
            Restart();
        }

        /// <summary>Whether a break is proposed now.</summary>
        public bool Due { get; private set; }

        /// <summary>Whole minutes since the last break.</summary>
        public int Minutes => (int)((_clock.Seconds - _began) / 60);

        /// <summary>Looks at the clock. To be called once a frame.</summary>
        /// <param name="worn">Whether the headset is worn.</param>
        public void Update(bool worn)
        {
            double now = _clock.Seconds;
            if (worn && now - _wornLast >= Rest)
            {
                Restart();
            }

            if (worn)
            {
                _wornLast = now;
            }

            int minutes = _settings.BreakMinutes;
            Due = worn && minutes > 0 && now - _began >= 60.0 * minutes;
        }

        /// <summary>The person has seen it: it counts anew.</summary>
        public void Restart()
        {
            _began = _clock.Seconds;
            _wornLast = _began;
            Due = false;
        }
    }
}
