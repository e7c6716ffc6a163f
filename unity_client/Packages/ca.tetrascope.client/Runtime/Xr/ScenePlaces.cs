using System;
using System.Collections.Generic;
using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.XR;
using Numerics = System.Numerics;

namespace Tetrascope.Xr
{
    /// <summary>
    /// Where both scenes stand around a person in a headset. They are brought before the head as soon as it is known
    /// where it is, whenever the headset's own button makes that place the middle of the room, and when a thumbstick is
    /// pressed.
    /// </summary>
    public sealed class ScenePlaces : MonoBehaviour
    {
        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _structure = null!;

        [SerializeField, Tooltip("Scene 2.")]
        private PoolScene _pool = null!;

        [SerializeField, Tooltip("Whether it is known where the head is.")]
        private InputAction _tracked = HeadControls.Tracked();

        [SerializeField, Tooltip("Brings both scenes before the head: a thumbstick that is pressed down.")]
        private InputAction _recentre = HandControls.Recentre();

        private readonly List<XRInputSubsystem> _subsystems = new List<XRInputSubsystem>();
        private bool _due = true;
        private bool _structureMoved;
        private Numerics.Vector3 _stood;
        private float _heading;

        /// <summary>Both scenes were brought before the head.</summary>
        public event Action? Recentred;

        /// <summary>Where scene 1 stands.</summary>
        public ScenePlace Structure { get; private set; } = ScenePlace.Origin;

        /// <summary>Where scene 2 stands.</summary>
        public ScenePlace Pool { get; private set; } = ScenePlace.Origin;

        /// <summary>Where the scene stands that is shown; null in the menu.</summary>
        public ScenePlace? Shown
        {
            get
            {
                switch (_scenes.Shown)
                {
                    case SceneName.Structure:
                        return Structure;
                    case SceneName.Pool:
                        return Pool;
                    default:
                        return null;
                }
            }
        }

        /// <summary>Moves the scene that is shown.</summary>
        public void Move(ScenePlace place)
        {
            if (_scenes.Shown == SceneName.Structure)
            {
                _structureMoved = true;
                PlaceStructure(place);
            }
            else if (_scenes.Shown == SceneName.Pool)
            {
                PlacePool(place);
            }
        }

        /// <summary>Brings both scenes before the head, as they were at first.</summary>
        public void Recentre()
        {
            _due = false;
            _structureMoved = false;
            _stood = Coordinates.FromUnity(_head.position);
            _heading = RoomLayout.HeadingOf(Coordinates.FromUnity(_head.forward));
            PlaceStructure(RoomLayout.Structure(_stood, _heading, _structure.Extent));
            PlacePool(RoomLayout.Pool(_stood, _heading));
            Recentred?.Invoke();
        }

        private void OnEnable()
        {
            _tracked.Enable();
            _recentre.Enable();
            _structure.ExtentChanged += Fit;
            SubsystemManager.GetSubsystems(_subsystems);
            foreach (XRInputSubsystem subsystem in _subsystems)
            {
                subsystem.trackingOriginUpdated += FollowOrigin;
            }
        }

        private void OnDisable()
        {
            _tracked.Disable();
            _recentre.Disable();
            _structure.ExtentChanged -= Fit;
            foreach (XRInputSubsystem subsystem in _subsystems)
            {
                subsystem.trackingOriginUpdated -= FollowOrigin;
            }
        }

        private void Start()
        {
            _pool.SetInRoom(true);
        }

        private void Update()
        {
            if (_recentre.WasPressedThisFrame() || (_due && _tracked.IsPressed()))
            {
                Recentre();
            }
        }

        // The head is in its new place from the next frame on.
        private void FollowOrigin(XRInputSubsystem subsystem)
        {
            _due = true;
        }

        private void Fit(StructureExtent extent)
        {
            if (!_structureMoved)
            {
                PlaceStructure(RoomLayout.Structure(_stood, _heading, extent));
            }
        }

        private void PlaceStructure(ScenePlace place)
        {
            Structure = place;
            Coordinates.Put(_structure.transform, place);
        }

        private void PlacePool(ScenePlace place)
        {
            Pool = place;
            Coordinates.Put(_pool.transform, place);
        }
    }
}
