using Tetrascope.Connection;

namespace Tetrascope.Study
{
    /// <summary>How long a participant has been at a step, without pauses.</summary>
    internal sealed class StepTime
    {
        private readonly IClock _clock;
        private double _spent;
        private double? _since;

        public StepTime(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Seconds.</summary>
        public double Seconds => _spent + (_clock.Seconds - (_since ?? _clock.Seconds));

        /// <summary>Begins a step, of which so many seconds were spent before; it stands still until it runs.</summary>
        public void Begin(double spent)
        {
            _spent = spent;
            _since = null;
        }

        /// <summary>Whether it runs from now on.</summary>
        public void Run(bool runs)
        {
            _spent = Seconds;
            _since = runs ? _clock.Seconds : (double?)null;
        }
    }
}
