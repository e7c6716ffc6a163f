using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Xr
{
    /// <summary>
    /// A thumbstick scrolls the list that its hand points at. The toolkit brings presses to panels, but not the stick,
    /// before its release 3.4.
    /// </summary>
    public sealed class PanelScroll : MonoBehaviour
    {
        /// <summary>Pixels in a second, with the stick pushed as far as it goes.</summary>
        private const float Speed = 700f;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The left hand.")]
        private HandInput _left = null!;

        [SerializeField, Tooltip("The right hand.")]
        private HandInput _right = null!;

        private void Update()
        {
            Scroll(_left);
            Scroll(_right);
        }

        private void Scroll(HandInput hand)
        {
            if (!hand.OverPanel || hand.Stick.y == 0f || !(hand.RayEnd is Vector3 end))
            {
                return;
            }

            Vector2 at = _panels.transform.InverseTransformPoint(end);
            var way = new Vector2(0f, -Speed * hand.Stick.y * Time.deltaTime);
            foreach (ScrollView list in _panels.rootVisualElement.Query<ScrollView>().ToList())
            {
                if (list.ContainsPoint(list.WorldToLocal(at)))
                {
                    list.scrollOffset += way;
                }
            }
        }
    }
}
