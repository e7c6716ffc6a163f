using UnityEngine;

namespace Unity.XR.CoreUtils
{
    public class XROrigin : MonoBehaviour
    {
        private const float SeatedHeight = 1.1176f;

        public Camera Camera { internal get; set; }

        public GameObject Origin { internal get; set; }

        public GameObject CameraFloorOffsetObject { internal get; set; }

        public TrackingOriginMode RequestedTrackingOriginMode { internal get; set; }

        public bool RotateAroundCameraUsingOriginUp(float angleDegrees)
        {
            Vector3 up = Origin.transform.rotation.Turn(Vector3.up);
            Origin.transform.RotateAround(Camera.transform.position, up, angleDegrees);
            return true;
        }

        /// <summary>
        /// A headset that counts from where the head was at the start lifts it to the height of who sits.
        /// </summary>
        private void Start()
        {
            Vector3 offset = CameraFloorOffsetObject.transform.localPosition;
            offset.y = RequestedTrackingOriginMode == TrackingOriginMode.Device ? SeatedHeight : 0f;
            CameraFloorOffsetObject.transform.localPosition = offset;
        }

        public enum TrackingOriginMode
        {
            Device = 1,
        }
    }
}
