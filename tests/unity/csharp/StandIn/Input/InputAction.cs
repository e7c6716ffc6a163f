using System;
using System.Collections.Generic;

namespace UnityEngine.InputSystem
{
    public sealed class InputAction
    {
        private static readonly List<InputAction> Enabled = new List<InputAction>();
        private readonly List<string> _controls = new List<string>();
        private string _name;
        private object _value;
        private bool _held;
        private int _pressedIn = -1;
        private int _releasedIn = -1;

        public InputAction(
            string name = null, InputActionType type = default, string binding = null, string interactions = null,
            string processors = null, string expectedControlType = null)
        {
            _name = name;
            Bind(binding);
        }

        public void Enable()
        {
            Enabled.Add(this);
        }

        public void Disable()
        {
            Enabled.Remove(this);
        }

        public TValue ReadValue<TValue>()
            where TValue : struct
        {
            return _value is TValue known ? known : default;
        }

        public bool IsPressed() => _held;

        public bool WasPressedThisFrame() => _pressedIn == Engine.Loop.FrameNumber;

        public bool WasReleasedThisFrame() => _releasedIn == Engine.Loop.FrameNumber;

        internal void Bind(string control)
        {
            if (!(control is null))
            {
                _controls.Add(control);
            }
        }

        internal void Rename(string newName)
        {
            _name = newName;
        }

        /// <summary>
        /// Gives all enabled actions of a name, or bound to a control, a value for the frames to come.
        /// </summary>
        internal static void Set(string nameOrControl, object value)
        {
            foreach (InputAction action in Found(nameOrControl))
            {
                action._value = value;
            }
        }

        /// <summary>Presses or releases, in the next frame.</summary>
        internal static void Hold(string nameOrControl, bool down)
        {
            foreach (InputAction action in Found(nameOrControl))
            {
                action._pressedIn = down && !action._held ? Engine.Loop.FrameNumber + 1 : action._pressedIn;
                action._releasedIn = !down && action._held ? Engine.Loop.FrameNumber + 1 : action._releasedIn;
                action._held = down;
            }
        }

        private static List<InputAction> Found(string nameOrControl)
        {
            List<InputAction> found = Enabled.FindAll(
                action => action._name == nameOrControl || action._controls.Contains(nameOrControl));
            return found.Count > 0
                ? found
                : throw new ArgumentException($"No enabled action is called {nameOrControl} or bound to it.");
        }
    }

    public static class InputActionSetupExtensions
    {
        public static BindingSyntax AddBinding(
            this InputAction action, string path, string interactions = null, string processors = null,
            string groups = null)
        {
            action.Bind(path);
            return default;
        }

        public struct BindingSyntax
        {
        }
    }

    public struct InputActionProperty
    {
        public InputActionProperty(InputAction action)
        {
            this.action = action;
        }

        internal InputAction action { get; }
    }

    public enum InputActionType
    {
        Value,
        Button,
    }
}
