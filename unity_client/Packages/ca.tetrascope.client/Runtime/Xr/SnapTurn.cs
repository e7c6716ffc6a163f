using Unity.XR.CoreUtils;
using UnityEngine;

namespace Tetrascope.Xr
{
    /// <summary>
    /// Turns a person in a headset by a step, when a thumbstick is pushed to a side. The view never turns smoothly, for
    /// that makes people ill.
    /// </summary>
    public sealed class SnapTurn : MonoBehaviour
    {
        private const float Pushed = 0.7f;
        private const float BackAgain = 0.4f;

        [SerializeField, Tooltip("What holds head and hands.")]
        private XROrigin _origin = null!;

        [SerializeField, Tooltip("The left hand.")]
        private HandInput _left = null!;

        [SerializeField, Tooltip("The right hand.")]
        private HandInput _right = null!;

        [SerializeField, Tooltip("How far a step turns, in degrees.")]
        private float _degrees = 30f;

        private bool _ready = true;

        private void Update()
        {
            // A scene that is held would turn too.
            bool holding = _left.Gripped || _right.Gripped;
            float left = Sideways(_left);
            float right = Sideways(_right);
            float push = Mathf.Abs(left) > Mathf.Abs(right) ? left : right;
            if (Mathf.Abs(push) < BackAgain)
            {
                _ready = true;
            }
            else if (_ready && !holding && Mathf.Abs(push) > Pushed)
            {
                _ready = false;
                _origin.RotateAroundCameraUsingOriginUp(push > 0f ? _degrees : -_degrees);
            }
        }

        /// <summary>A stick on a panel, or one that is rather pushed away or back, turns nobody.</summary>
        private static float Sideways(HandInput hand) =>
            hand.OverPanel || Mathf.Abs(hand.Stick.y) > Mathf.Abs(hand.Stick.x) ? 0f : hand.Stick.x;
    }
}
