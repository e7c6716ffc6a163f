using Tetrascope.Comfort;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.XR.Interaction.Toolkit.Inputs.Readers;
using UnityEngine.XR.Interaction.Toolkit.Interactors;
using UnityEngine.XR.Interaction.Toolkit.Interactors.Visuals;

namespace Tetrascope.Xr
{
    /// <summary>
    /// A hand in a headset, with a controller or bare: what it points at, trigger or pinch, grip or fist, thumbstick;
    /// as actions that can be bound to other controls in the inspector. It is to a headset what a mouse is to the
    /// desktop.
    /// </summary>
    [DefaultExecutionOrder(-50)]
    public sealed class HandInput : MonoBehaviour, IXRInputButtonReader
    {
        /// <summary>
        /// A press whose ray turns less than this is a click, in degrees: a hand that pinches is never still.
        /// </summary>
        private const float ClickDegrees = 3f;

        [SerializeField, Tooltip("Which hand it is.")]
        private HandSide _side;

        [SerializeField, Tooltip("Where the ray begins; it goes along z.")]
        private Transform _aim = null!;

        [SerializeField, Tooltip("Where the hand holds something.")]
        private Transform _grip = null!;

        [SerializeField, Tooltip("Hovers and presses panels in the room. A ray on one of them is not in the scene.")]
        private NearFarInteractor _panels = null!;

        [SerializeField, Tooltip("Whether it is known where the hand is.")]
        private InputAction _tracked = new InputAction("Hand tracked", InputActionType.Value);

        [SerializeField, Tooltip("Clicks, draws: the trigger, or thumb and forefinger of a bare hand.")]
        private InputAction _press = new InputAction("Hand press", InputActionType.Button);

        [SerializeField, Tooltip("Takes hold of the scene: the grip, or the fist of a bare hand.")]
        private InputAction _hold = new InputAction("Hand grip", InputActionType.Button);

        [SerializeField, Tooltip("The thumbstick; a bare hand has none.")]
        private InputAction _stick = new InputAction("Hand stick", InputActionType.Value);

        private Vector3 _pressedAlong;
        private bool _moved;

        /// <summary>Which hand it is.</summary>
        public HandSide Side => _side;

        /// <summary>
        /// Whether it is known where the hand is. One that is not points at nothing and begins nothing.
        /// </summary>
        public bool Tracked { get; private set; }

        /// <summary>What it points along, in the world.</summary>
        public Ray Ray => new Ray(_aim.position, _aim.forward);

        /// <summary>
        /// Where the ray ends, in the world: on a panel, or where <see cref="EndAt"/> says; null: nowhere.
        /// </summary>
        public Vector3? RayEnd { get; private set; }

        /// <summary>Whether the ray is on a panel, and not in the scene.</summary>
        public bool OverPanel { get; private set; }

        /// <summary>Whether it was pressed in the scene in this frame.</summary>
        public bool Pressed { get; private set; }

        /// <summary>Whether it is held down since it was pressed in the scene.</summary>
        public bool Held { get; private set; }

        /// <summary>Whether it was let go in this frame, after it was pressed in the scene.</summary>
        public bool Released { get; private set; }

        /// <summary>Whether it was let go in this frame, pointing where it was pressed.</summary>
        public bool Clicked => Released && !_moved;

        /// <summary>Whether it is held, and points elsewhere than where it was pressed.</summary>
        public bool Dragging => Held && _moved;

        /// <summary>Whether the grip was closed in this frame.</summary>
        public bool GripPressed { get; private set; }

        /// <summary>Whether the grip is closed.</summary>
        public bool Gripped { get; private set; }

        /// <summary>Whether the grip was opened in this frame.</summary>
        public bool GripReleased { get; private set; }

        /// <summary>Whether somebody took the grip that is closed, see <see cref="TakeGrip"/>.</summary>
        public bool GripTaken { get; private set; }

        /// <summary>The thumbstick, to the right and away from the person, -1 to 1.</summary>
        public Vector2 Stick { get; private set; }

        /// <summary>Where the hand is, in the world.</summary>
        public Vector3 Position => _grip.position;

        /// <summary>How the hand is turned, in the world.</summary>
        public Quaternion Rotation => _grip.rotation;

        /// <summary>
        /// Says where the ray ends in this frame: whoever points calls it in each <c>Update</c>, so that the ray is
        /// drawn so far. On a panel the ray ends on the panel.
        /// </summary>
        public void EndAt(Vector3 point)
        {
            RayEnd = OverPanel ? RayEnd : point;
        }

        /// <summary>
        /// Keeps the grip that was closed from moving the scene until it is opened again. Whoever uses a grip otherwise
        /// calls it in the <c>Update</c> in which <see cref="GripPressed"/> is true.
        /// </summary>
        public void TakeGrip()
        {
            GripTaken = Gripped;
        }

        /// <summary>Binds it to the controls of a hand: those of a controller, and those of a bare hand.</summary>
        public void Bind(HandSide side)
        {
            _side = side;
            _tracked = HandControls.Tracked(side);
            _press = HandControls.Press(side);
            _hold = HandControls.Grip(side);
            _stick = HandControls.Stick(side);
        }

        // The toolkit presses panels with it.
        bool IXRInputButtonReader.ReadIsPerformed() => _press.IsPressed();

        bool IXRInputButtonReader.ReadWasPerformedThisFrame() => _press.WasPressedThisFrame();

        bool IXRInputButtonReader.ReadWasCompletedThisFrame() => _press.WasReleasedThisFrame();

        float IXRInputValueReader<float>.ReadValue() => _press.IsPressed() ? 1f : 0f;

        bool IXRInputValueReader<float>.TryReadValue(out float value)
        {
            value = _press.IsPressed() ? 1f : 0f;
            return value > 0f;
        }

        private void Reset()
        {
            Bind(HandSide.Left);
        }

        private void OnEnable()
        {
            _tracked.Enable();
            _press.Enable();
            _hold.Enable();
            _stick.Enable();
        }

        private void OnDisable()
        {
            _tracked.Disable();
            _press.Disable();
            _hold.Disable();
            _stick.Disable();
        }

        // After the toolkit has looked for panels, and before others look at it in their own Update.
        private void Update()
        {
            Tracked = _tracked.IsPressed();
            EndPointType met = _panels.TryGetCurveEndPoint(out Vector3 end);
            OverPanel = Tracked && met == EndPointType.UI;
            RayEnd = OverPanel ? end : (Vector3?)null;
            Stick = Tracked ? _stick.ReadValue<Vector2>() : default;
            FollowPress();
            FollowGrip();
        }

        private void FollowPress()
        {
            Pressed = Tracked && !OverPanel && _press.WasPressedThisFrame();
            if (Pressed)
            {
                Held = true;
                _moved = false;
                _pressedAlong = _aim.forward;
            }

            _moved |= Held && Vector3.Angle(_pressedAlong, _aim.forward) > ClickDegrees;
            Released = Held && !_press.IsPressed();
            Held &= !Released;
        }

        private void FollowGrip()
        {
            GripPressed = Tracked && _hold.WasPressedThisFrame();
            GripReleased = Gripped && !_hold.IsPressed();
            Gripped = (Gripped || GripPressed) && !GripReleased;
            GripTaken &= Gripped;
        }
    }
}
