using System;

namespace Tetrascope.Viewing
{
    /// <summary>A camera's way from one view to another: fast at first, then slower. Times are seconds.</summary>
    public sealed class CameraFlight
    {
        private CameraView _from;
        private CameraView _to;
        private double _began;
        private double _seconds;

        /// <summary>Whether a flight is under way.</summary>
        public bool Flying { get; private set; }

        /// <summary>The view at the end of the flight; null where there is none.</summary>
        public CameraView? Destination => Flying ? _to : (CameraView?)null;

        /// <summary>Begins a flight; one under way is left where it is.</summary>
        public void Start(CameraView from, CameraView to, double seconds, double now)
        {
            (_from, _to, _seconds, _began) = (from, to, seconds, now);
            Flying = true;
        }

        /// <summary>Stays where it is: the person took the camera.</summary>
        public void Stop() => Flying = false;

        /// <summary>The view at a time; null where there is no flight. At its end the flight is over.</summary>
        public CameraView? Step(double now)
        {
            if (!Flying)
            {
                return null;
            }
            double share = _seconds > 0 ? Math.Min(Math.Max((now - _began) / _seconds, 0), 1) : 1;
            Flying = share < 1;
            return CameraView.Between(_from, _to, 1 - Math.Pow(1 - share, 3));
        }
    }
}
