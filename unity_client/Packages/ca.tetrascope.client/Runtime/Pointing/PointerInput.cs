using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The pointer of the desktop: mouse, pen or finger, as actions that can be bound to other controls in the
    /// inspector.
    /// </summary>
    [DefaultExecutionOrder(-50)]
    public sealed class PointerInput : ScenePointer
    {
        /// <summary>A press that moves less than this is a click; in pixels.</summary>
        private const float ClickPixels = 5f;

        [SerializeField, Tooltip("What is seen through, and pointed with.")]
        private Camera _camera = null!;

        [SerializeField, Tooltip("The panels that lie over the scene: a pointer on one of them is not in the scene.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Where it points, in pixels.")]
        private InputAction _point = new InputAction("Point", InputActionType.Value, "<Pointer>/position");

        [SerializeField, Tooltip("Points, clicks, turns the view, draws.")]
        private InputAction _press = new InputAction("Press", InputActionType.Button, "<Pointer>/press");

        [SerializeField, Tooltip("Says that a finger presses, and not a mouse.")]
        private InputAction _touch = new InputAction("Touch", InputActionType.Button, "<Touchscreen>/press");

        [SerializeField, Tooltip("Moves the view across.")]
        private InputAction _drag = new InputAction("Drag", InputActionType.Button, "<Mouse>/middleButton");

        [SerializeField, Tooltip("Removes a mask; where nothing is drawn on, it moves the view across.")]
        private InputAction _remove = new InputAction("Remove", InputActionType.Button, "<Mouse>/rightButton");

        [SerializeField, Tooltip("Comes nearer and goes away.")]
        private InputAction _scroll = new InputAction("Scroll", InputActionType.Value, "<Mouse>/scroll");

        private Vector2 _pressedAt;
        private bool _moved;
        private bool _finger;
        private bool _overPanel;
        private bool _pressed;
        private bool _held;

        /// <inheritdoc/>
        public override PointingHand Hand => _finger ? PointingHand.Finger : PointingHand.Mouse;

        /// <summary>Where it points, in pixels from the view's bottom left.</summary>
        public Vector2 Position { get; private set; }

        /// <summary>How far it has moved since the last frame, in pixels.</summary>
        public Vector2 Movement { get; private set; }

        /// <inheritdoc/>
        public override bool Moved => Movement.magnitude > 0f;

        /// <inheritdoc/>
        public override bool OverPanel => _overPanel;

        /// <inheritdoc/>
        public override bool Pressed => _pressed;

        /// <inheritdoc/>
        public override bool Held => _held;

        /// <summary>Whether it was let go in this frame, after it was pressed in the scene.</summary>
        public bool Released { get; private set; }

        /// <inheritdoc/>
        public override bool Clicked => Released && !_moved;

        /// <inheritdoc/>
        public override bool Dragging => Held && _moved;

        /// <summary>Whether the view is to be moved across.</summary>
        public bool Shifting => !OverPanel && (_drag.IsPressed() || _remove.IsPressed());

        /// <inheritdoc/>
        public override bool Removes => !OverPanel && _remove.WasPressedThisFrame();

        /// <summary>Turns of the wheel in this frame, away from the person.</summary>
        public float Scroll { get; private set; }

        /// <inheritdoc/>
        public override Ray Ray => _camera.ScreenPointToRay(Position);

        private void OnEnable()
        {
            _point.Enable();
            _press.Enable();
            _touch.Enable();
            _drag.Enable();
            _remove.Enable();
            _scroll.Enable();
        }

        private void OnDisable()
        {
            _point.Disable();
            _press.Disable();
            _touch.Disable();
            _drag.Disable();
            _remove.Disable();
            _scroll.Disable();
        }

        // Others look at it in their own Update, which comes later.
        private void Update()
        {
            Vector2 position = _point.ReadValue<Vector2>();
            Movement = position - Position;
            Position = position;
            _overPanel = IsOverPanel(position);
            _finger = _press.WasPressedThisFrame() ? _touch.IsPressed() : _finger;
            _pressed = _press.WasPressedThisFrame() && !OverPanel;
            if (Pressed)
            {
                _held = true;
                _moved = false;
                _pressedAt = position;
            }

            _moved |= Held && (position - _pressedAt).magnitude > ClickPixels;
            Released = Held && _press.WasReleasedThisFrame();
            _held &= !Released;
            Scroll = OverPanel ? 0f : Mathf.Clamp(_scroll.ReadValue<Vector2>().y, -1f, 1f);
        }

        private bool IsOverPanel(Vector2 position)
        {
            IPanel? panel = _panels.rootVisualElement?.panel;
            if (panel == null)
            {
                return false;
            }

            // Panels count from the top.
            var fromTop = new Vector2(position.x, Screen.height - position.y);
            return panel.Pick(RuntimePanelUtils.ScreenToPanel(panel, fromTop)) != null;
        }
    }
}
