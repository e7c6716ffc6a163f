using UnityEngine;
using UnityEngine.InputSystem;

namespace Tetrascope.Client
{
    /// <summary>Keys that do something when they are pressed, and again and again while one is held.</summary>
    internal sealed class KeyRepeat
    {
        private const float First = 0.4f;
        private const float Next = 0.07f;

        private float _due;

        /// <summary>Whether a key counts in this frame.</summary>
        public bool Counts(InputAction key)
        {
            bool pressed = key.WasPressedThisFrame();
            if (!pressed && !(key.IsPressed() && Time.time >= _due))
            {
                return false;
            }

            _due = Time.time + (pressed ? First : Next);
            return true;
        }
    }
}
