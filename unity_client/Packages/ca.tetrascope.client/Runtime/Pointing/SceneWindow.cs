using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// Keeps the picture of a scene to the part of the window that its panels leave free, so that none of them covers
    /// what is framed. The panels lie on all the rest of the window, where nothing is drawn.
    /// </summary>
    [DefaultExecutionOrder(-60)]
    public sealed class SceneWindow : MonoBehaviour
    {
        private static readonly Rect Whole = new Rect(0f, 0f, 1f, 1f);

        [SerializeField, Tooltip("The camera of the desktop.")]
        private Camera _camera = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        private VisualElement _all = null!;
        private VisualElement _structure = null!;
        private VisualElement _pool = null!;
        private Rect _shown = Whole;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _all = root.Q<VisualElement>("client");
            _structure = root.Q<VisualElement>("structure-window");
            _pool = root.Q<VisualElement>("pool-window");
        }

        // Before the pointer and the camera look at the view. Panels are laid out after this, so it is a frame late.
        private void Update()
        {
            Rect free = _scenes.Shown switch
            {
                SceneName.Structure => FreeOf(_structure.worldBound),
                SceneName.Pool => FreeOf(_pool.worldBound),
                _ => Whole,
            };
            if (!Same(free, _shown))
            {
                _shown = free;
                _camera.rect = free;
            }
        }

        private static bool Same(Rect one, Rect other) =>
            one.x == other.x && one.y == other.y && one.width == other.width && one.height == other.height;

        /// <summary>Shares of the window, from its bottom left; all of it as long as nothing is laid out.</summary>
        private Rect FreeOf(Rect bound)
        {
            Rect all = _all.worldBound;
            if (!(bound.width > 0f && bound.height > 0f && all.width > 0f && all.height > 0f))
            {
                return Whole;
            }

            // Panels count from the top.
            float bottom = all.height - bound.y - bound.height;
            return new Rect(
                bound.x / all.width, bottom / all.height, bound.width / all.width, bound.height / all.height);
        }
    }
}
