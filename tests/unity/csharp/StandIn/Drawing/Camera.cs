using System;

namespace UnityEngine
{
    public sealed class Camera : Behaviour
    {
        public float fieldOfView { get; set; } = 60f;

        internal float aspect => pixelRect.width / pixelRect.height;

        public Rect rect { internal get; set; } = new Rect(0f, 0f, 1f, 1f);

        public Rect pixelRect => new Rect(
            rect.x * Screen.width, rect.y * Screen.height, rect.width * Screen.width, rect.height * Screen.height);

        public int pixelWidth => (int)Math.Round(pixelRect.width);

        public int pixelHeight => (int)Math.Round(pixelRect.height);

        public float nearClipPlane { get; set; } = 0.3f;

        public float farClipPlane { get; set; } = 1000f;

        public CameraClearFlags clearFlags { get; set; }

        public Color backgroundColor { get; set; }

        public Ray ScreenPointToRay(Vector3 pos)
        {
            float slope = (float)Math.Tan(fieldOfView * Math.PI / 360.0);
            Rect view = pixelRect;
            float x = (2f * (pos.x - view.x) / view.width - 1f) * slope * aspect;
            float y = (2f * (pos.y - view.y) / view.height - 1f) * slope;
            Vector3 direction = transform.rotation.Turn(new Vector3(x, y, 1f));
            return new Ray(transform.position + direction * nearClipPlane, direction);
        }

        internal Vector3 WorldToScreenPoint(Vector3 position)
        {
            Vector3 seen = transform.rotation.Inverse().Turn(position - transform.position);
            float slope = (float)Math.Tan(fieldOfView * Math.PI / 360.0);
            Rect view = pixelRect;
            return new Vector3(
                view.x + (seen.x / (seen.z * slope * aspect) + 1f) / 2f * view.width,
                view.y + (seen.y / (seen.z * slope) + 1f) / 2f * view.height,
                seen.z);
        }
    }

    public enum CameraClearFlags
    {
        SolidColor = 2,
    }
}
