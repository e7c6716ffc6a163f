using Tetrascope.Client;
using Tetrascope.Comfort;
using Tetrascope.Wording;
using UnityEngine;

namespace Tetrascope.Xr
{
    /// <summary>The hands of a headset as what a person points with: the one that was used last.</summary>
    [DefaultExecutionOrder(-40)]
    public sealed class HandPointer : ScenePointer
    {
        [SerializeField, Tooltip("The left hand.")]
        private HandInput _left = null!;

        [SerializeField, Tooltip("The right hand.")]
        private HandInput _right = null!;

        [SerializeField, Tooltip("What the person likes.")]
        private RoomComfort _comfort = null!;

        [SerializeField, Tooltip("Points into scene 1.")]
        private StructurePointer _structure = null!;

        [SerializeField, Tooltip("Points into scene 2.")]
        private PoolPointer _pool = null!;

        private HandChoice _choice = null!;

        /// <summary>The hand that points.</summary>
        public HandInput Pointing => _choice.Pointing == HandSide.Left ? _left : _right;

        /// <inheritdoc/>
        public override PointingHand Hand => PointingHand.Ray;

        /// <inheritdoc/>
        public override Ray Ray => Pointing.Ray;

        /// <inheritdoc/>
        public override bool OverPanel => Pointing.OverPanel || !Pointing.Tracked;

        /// <inheritdoc/>
        public override bool Pressed => Pointing.Pressed;

        /// <inheritdoc/>
        public override bool Held => Pointing.Held;

        /// <inheritdoc/>
        public override bool Clicked => Pointing.Clicked;

        /// <inheritdoc/>
        public override bool Dragging => Pointing.Dragging;

        /// <inheritdoc/>
        public override bool Removes => Pointing.GripPressed && !OverPanel;

        /// <summary>Where it meets something of a scene, in the world; null for nowhere.</summary>
        public Vector3? Met { get; private set; }

        /// <inheritdoc/>
        public override void Meet(Vector3? point)
        {
            Met = point;
            if (point is Vector3 end)
            {
                Pointing.EndAt(end);
            }
        }

        /// <inheritdoc/>
        public override void Removed()
        {
            Pointing.TakeGrip();
        }

        // Before the first frame, in which the pointers of both scenes look at it.
        private void Awake()
        {
            _choice = new HandChoice(_comfort.Settings.DominantHand);
            _structure.Pointer = this;
            _pool.Pointer = this;
        }

        private void OnEnable()
        {
            _comfort.Settings.Changed += Prefer;
        }

        private void OnDisable()
        {
            _comfort.Settings.Changed -= Prefer;
        }

        // After the hands, and before the pointers.
        private void Update()
        {
            Met = null;
            _choice.Update(UseOf(_left), UseOf(_right));
        }

        private void Prefer()
        {
            _choice = new HandChoice(_comfort.Settings.DominantHand);
        }

        private static HandUse UseOf(HandInput hand) => new HandUse(
            hand.Tracked, hand.Tracked && (hand.Pressed || hand.GripPressed), hand.Held);
    }
}
