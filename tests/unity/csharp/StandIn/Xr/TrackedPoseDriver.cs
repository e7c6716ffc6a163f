using UnityEngine.Engine;

namespace UnityEngine.InputSystem.XR
{
    /// <summary>Puts its object where a device is, when actions have been read and before any Update.</summary>
    public class TrackedPoseDriver : MonoBehaviour
    {
        public InputActionProperty positionInput { internal get; set; }

        public InputActionProperty rotationInput { internal get; set; }

        public InputActionProperty trackingStateInput { internal get; set; }

        private void OnEnable()
        {
            Enable(positionInput.action, "Position");
            Enable(rotationInput.action, "Rotation");
            Enable(trackingStateInput.action, "Tracking State");
            Loop.InputRead += Follow;
        }

        private void OnDisable()
        {
            Loop.InputRead -= Follow;
            positionInput.action.Disable();
            rotationInput.action.Disable();
            trackingStateInput.action.Disable();
        }

        private void Enable(InputAction action, string what)
        {
            // It gives actions of its own another name.
            action.Rename($"{gameObject.name} - TPD - {what}");
            action.Enable();
        }

        private void Follow()
        {
            int known = trackingStateInput.action.ReadValue<int>();
            if ((known & 1) != 0)
            {
                transform.localPosition = positionInput.action.ReadValue<Vector3>();
            }

            if ((known & 2) != 0)
            {
                transform.localRotation = rotationInput.action.ReadValue<Quaternion>();
            }
        }
    }
}
