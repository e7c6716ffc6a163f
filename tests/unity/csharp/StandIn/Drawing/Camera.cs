using System;

namespace UnityEngine
{
    public sealed class Camera : Behaviour
    {
        public float fieldOfView { get; set; } = 60f;

        internal float aspect => (float)Screen.width / Screen.height;

        public int pixelWidth => Screen.width;

        public int pixelHeight => Screen.height;

        public float nearClipPlane { get; set; } = 0.3f;

        public float farClipPlane { get; set; } = 1000f;

        public CameraClearFlags clearFlags { get; set; }

        public Color backgroundColor { get; set; }

        public Ray ScreenPointToRay(Vector3 pos)
        {
            float slope = (float)Math.Tan(fieldOfView * Math.PI / 360.0);
            float x = (2f * pos.x / Screen.width - 1f) * slope * aspect;
            float y = (2f * pos.y / Screen.height - 1f) * slope;
            Vector3 direction = transform.rotation.Turn(new Vector3(x, y, 1f));
            return new Ray(transform.position + direction * nearClipPlane, direction);
        }

        internal Vector3 WorldToScreenPoint(Vector3 position)
        {
            Vector3 seen = transform.rotation.Inverse().Turn(position - transform.position);
            float slope = (float)Math.Tan(fieldOfView * Math.PI / 360.0);
            return new Vector3(
                (seen.x / (seen.z * slope * aspect) + 1f) / 2f * Screen.width,
                (seen.y / (seen.z * slope) + 1f) / 2f * Screen.height,
                seen.z);
        }
    }

    public enum CameraClearFlags
    {
        SolidColor = 2,
    }
}
