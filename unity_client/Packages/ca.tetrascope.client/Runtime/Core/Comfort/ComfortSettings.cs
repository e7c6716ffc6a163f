using System;
using System.Collections.Generic;
using System.Globalization;
using Tetrascope.Settings;

namespace Tetrascope.Comfort
{
    /// <summary>What a person likes in a headset; remembered.</summary>
    public sealed class ComfortSettings
    {
        /// <summary>What is offered: minutes after which a break is proposed; 0 for never.</summary>
        public static readonly IReadOnlyList<int> BreakChoices = new[] { 0, 10, 20, 30, 45 };

        /// <summary>Minutes before another choice was made.</summary>
        public const int DefaultBreakMinutes = 20;

        private const string HandKey = "tetrascope.hand";
        private const string BreakKey = "tetrascope.break";

        private readonly ISettingsStore _store;
        private HandSide _dominantHand;
        private int _breakMinutes;

        /// <summary>What <paramref name="store"/> holds.</summary>
        public ComfortSettings(ISettingsStore store)
        {
            _store = store;
            _dominantHand = store.Get(HandKey) == nameof(HandSide.Left) ? HandSide.Left : HandSide.Right;
            bool kept = int.TryParse(
                store.Get(BreakKey), NumberStyles.None, CultureInfo.InvariantCulture, out _breakMinutes);
            _breakMinutes = kept ? _breakMinutes : DefaultBreakMinutes;
        }

        /// <summary>Something is liked otherwise.</summary>
        public event Action? Changed;

        /// <summary>The hand that draws; the palette is at the wrist of the other one.</summary>
        public HandSide DominantHand
        {
            get => _dominantHand;
            set
            {
                _dominantHand = value;
                Keep(HandKey, value.ToString());
            }
        }

        /// <summary>Minutes in the headset after which a break is proposed; 0 for never.</summary>
        public int BreakMinutes
        {
            get => _breakMinutes;
            set
            {
                _breakMinutes = value;
                Keep(BreakKey, value.ToString(CultureInfo.InvariantCulture));
            }
        }

        private void Keep(string key, string text)
        {
            _store.Set(key, text);
            Changed?.Invoke();
        }
    }
}
