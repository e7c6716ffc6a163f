using UnityEngine.InputSystem;

namespace Tetrascope.Xr
{
    /// <summary>The controls of a headset itself.</summary>
    public static class HeadControls
    {
        /// <summary>Between the eyes.</summary>
        public static InputAction Position() => Value("position", "centerEyePosition");

        /// <summary>Where the head looks.</summary>
        public static InputAction Rotation() => Value("rotation", "centerEyeRotation");

        /// <summary>Which of both are known.</summary>
        public static InputAction TrackingState() => Value("tracking state", "trackingState");

        /// <summary>Whether it is known where the head is.</summary>
        public static InputAction Tracked() => Value("tracked", "isTracked");

        private static InputAction Value(string what, string control) =>
            new InputAction($"Head {what}", InputActionType.Value, $"<XRHMD>/{control}");
    }
}
