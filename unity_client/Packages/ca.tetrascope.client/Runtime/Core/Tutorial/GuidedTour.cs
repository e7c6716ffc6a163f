using System;
using System.Collections.Generic;
using Tetrascope.Settings;

namespace Tetrascope.Tutorial
{
    /// <summary>
    /// A tour of the menu or of a scene: offered once, taken when asked for, stop by stop. What was offered is
    /// remembered.
    /// </summary>
    public sealed class GuidedTour
    {
        private static readonly TourStop[] None = Array.Empty<TourStop>();
        private readonly Remembered _remembered;
        private string _view = "";
        private int _number = -1;

        /// <summary>No tour is under way.</summary>
        public GuidedTour(ISettingsStore store)
        {
            _remembered = new Remembered(store);
        }

        /// <summary>Another stop is shown, the tour has begun or ended, or another one is offered.</summary>
        public event Action? Changed;

        /// <summary>The stops of the tour under way; none while there is none.</summary>
        public IReadOnlyList<TourStop> Stops { get; private set; } = None;

        /// <summary>The number of the stop that is shown, from 0; meaningless while there is no tour.</summary>
        public int Number => _number;

        /// <summary>The stop that is shown; null while there is no tour.</summary>
        public TourStop? Stop => _number < 0 ? null : Stops[_number];

        /// <summary>Whether the stop is the last one.</summary>
        public bool IsLast => _number == Stops.Count - 1;

        /// <summary>
        /// Whether a tour is offered: none is under way, and that of this view was neither taken nor declined.
        /// </summary>
        public bool IsOffered => _number < 0 && Tours.Of(_view).Count > 0 && !IsKnown(_view);

        /// <summary>
        /// The person is in another view, <c>menu</c>, <c>structure</c> or <c>pool</c>; a tour elsewhere ends.
        /// </summary>
        public void Visit(string view)
        {
            if (view == _view)
            {
                return;
            }

            Halt();
            _view = view;
            Changed?.Invoke();
        }

        /// <summary>Begins the tour of the view, with those stops of which the target is there.</summary>
        /// <param name="isThere">Whether a target can be seen.</param>
        public void Start(Predicate<string> isThere)
        {
            var stops = new List<TourStop>();
            foreach (TourStop stop in Tours.Of(_view))
            {
                if (isThere(stop.Target))
                {
                    stops.Add(stop);
                }
            }

            if (stops.Count == 0)
            {
                return;
            }

            Stops = stops;
            _number = 0;
            Changed?.Invoke();
        }

        /// <summary>The next stop; after the last the tour ends.</summary>
        public void Next()
        {
            if (_number < 0)
            {
                return;
            }

            if (IsLast)
            {
                End();
                return;
            }

            _number++;
            Changed?.Invoke();
        }

        /// <summary>The stop before; at the first nothing happens.</summary>
        public void Back()
        {
            if (_number > 0)
            {
                _number--;
                Changed?.Invoke();
            }
        }

        /// <summary>Ends the tour, or declines it; it is not offered again.</summary>
        public void End()
        {
            Halt();
            if (!IsKnown(_view))
            {
                _remembered.ToursSeen = new List<string>(_remembered.ToursSeen) { _view };
            }

            Changed?.Invoke();
        }

        private bool IsKnown(string view)
        {
            foreach (string seen in _remembered.ToursSeen)
            {
                if (seen == view)
                {
                    return true;
                }
            }

            return false;
        }

        private void Halt()
        {
            Stops = None;
            _number = -1;
        }
    }
}
