using Tetrascope.Comfort;
using UnityEngine.InputSystem;

namespace Tetrascope.Xr
{
    /// <summary>
    /// The controls of each hand, by their names in OpenXR's profiles: of a controller, whichever it is, and of a bare
    /// hand (<c>HandInteraction</c>), which is a controller to the input system too.
    /// </summary>
    public static class HandControls
    {
        /// <summary>
        /// Whether it is known where the hand is. A value, for it may be known already when this is enabled.
        /// </summary>
        public static InputAction Tracked(HandSide side) => Value(side, "tracked", "isTracked");

        /// <summary>Trigger; thumb and forefinger.</summary>
        public static InputAction Press(HandSide side) =>
            Button(side, "press", "{TriggerButton}", "{PointerActivated}");

        /// <summary>Grip; fist.</summary>
        public static InputAction Grip(HandSide side) => Button(side, "grip", "{GripButton}", "{GraspFirm}");

        /// <summary>Thumbstick or touchpad.</summary>
        public static InputAction Stick(HandSide side) => Value(side, "stick", "{Primary2DAxis}");

        /// <summary>A thumbstick or touchpad of either hand, pressed down: scenes come before the head.</summary>
        public static InputAction Recentre() =>
            new InputAction("Recentre", InputActionType.Button, "<XRController>/{Primary2DAxisClick}");

        /// <summary>Where the ray begins.</summary>
        public static InputAction AimPosition(HandSide side) => Value(side, "aim position", "pointerPosition");

        /// <summary>Where the ray goes.</summary>
        public static InputAction AimRotation(HandSide side) => Value(side, "aim rotation", "pointerRotation");

        /// <summary>Where the hand is.</summary>
        public static InputAction GripPosition(HandSide side) => Value(side, "grip position", "devicePosition");

        /// <summary>How the hand is turned.</summary>
        public static InputAction GripRotation(HandSide side) => Value(side, "grip rotation", "deviceRotation");

        /// <summary>Which of place and turn are known.</summary>
        public static InputAction TrackingState(HandSide side) => Value(side, "tracking state", "trackingState");

        private static InputAction Value(HandSide side, string what, string control) =>
            new InputAction($"{side} {what}", InputActionType.Value, Path(side, control));

        private static InputAction Button(HandSide side, string what, params string[] controls)
        {
            var action = new InputAction($"{side} {what}", InputActionType.Button);
            foreach (string control in controls)
            {
                action.AddBinding(Path(side, control));
            }

            return action;
        }

        private static string Path(HandSide side, string control) => $"<XRController>{{{side}Hand}}/{control}";
    }
}
