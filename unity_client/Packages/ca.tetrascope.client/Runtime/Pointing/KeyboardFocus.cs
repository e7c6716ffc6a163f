using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Which control of the panels has the keyboard.</summary>
    internal static class KeyboardFocus
    {
        /// <summary>The one that has it; null: none.</summary>
        public static VisualElement? Of(UIDocument panels) =>
            panels.rootVisualElement.panel.focusController.focusedElement as VisualElement;

        /// <summary>Whether keys go into a text.</summary>
        public static bool IsTyping(VisualElement? focused)
        {
            while (focused != null && !(focused is TextField))
            {
                focused = focused.parent;
            }

            return focused != null;
        }
    }
}
