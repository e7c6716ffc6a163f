using Tetrascope.Client;
using Tetrascope.Comfort;
using Tetrascope.Connection;
using UnityEngine;
using UnityEngine.InputSystem;

namespace Tetrascope.Xr
{
    /// <summary>
    /// What a person in a headset likes, whether a break is due, and whether they have left their place.
    /// </summary>
    [DefaultExecutionOrder(-90)]
    public sealed class RoomComfort : MonoBehaviour, IClock
    {
        [SerializeField, Tooltip("Where it is remembered.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("Where the scenes stand.")]
        private ScenePlaces _places = null!;

        [SerializeField, Tooltip("Whether the headset is worn.")]
        private InputAction _worn = HeadControls.Tracked();

        private ComfortSettings? _settings;
        private BreakReminder? _break;
        private HeadPlace? _place;

        /// <summary>What the person likes.</summary>
        public ComfortSettings Settings => _settings ??= new ComfortSettings(_client.Settings);

        /// <summary>Whether breaks are left to a user study.</summary>
        public bool InStudy => _client.Participant != null;

        /// <summary>Proposes breaks.</summary>
        public BreakReminder Break => _break ??= new BreakReminder(this, Settings);

        /// <summary>The place that everything was put before.</summary>
        public HeadPlace Place => _place ??= new HeadPlace(this);

        /// <inheritdoc/>
        double IClock.Seconds => Time.timeAsDouble;

        /// <inheritdoc/>
        double IClock.WallMs => _client.Server.Clock.WallMs;

        /// <summary>Takes where the head is for its place, without bringing anything.</summary>
        public void Stay()
        {
            Place.Take(Coordinates.FromUnity(_head.position));
        }

        private void OnEnable()
        {
            _worn.Enable();
            _places.Recentred += Stay;
        }

        private void OnDisable()
        {
            _worn.Disable();
            _places.Recentred -= Stay;
        }

        private void Update()
        {
            bool worn = _worn.IsPressed();
            Break.Update(worn);
            if (worn)
            {
                Place.Update(Coordinates.FromUnity(_head.position));
            }
        }
    }
}
