using System;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Shows the main menu, scene 1 or scene 2, and the buttons that lead from each to the others.</summary>
    public sealed class SceneSwitch : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("All of scene 1.")]
        private GameObject _structure = null!;

        [SerializeField, Tooltip("All of scene 2.")]
        private GameObject _pool = null!;

        private Button _menuButton = null!;
        private Button _structureButton = null!;
        private Button _poolButton = null!;

        /// <summary>The person is somewhere else.</summary>
        public event Action<SceneName>? Changed;

        /// <summary>Where the person is.</summary>
        public SceneName Shown { get; private set; } = SceneName.Menu;

        /// <summary>Goes there. What goes on elsewhere goes on.</summary>
        public void Show(SceneName name)
        {
            Shown = name;
            Apply();
            Changed?.Invoke(name);
        }

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _menuButton = Ready(root, "go-menu", SceneName.Menu);
            _structureButton = Ready(root, "go-structure", SceneName.Structure);
            _poolButton = Ready(root, "go-pool", SceneName.Pool);
            Apply();
        }

        private Button Ready(VisualElement root, string name, SceneName leadsTo)
        {
            Button button = root.Q<Button>(name);
            button.clicked += () => Show(leadsTo);
            return button;
        }

        private void Apply()
        {
            VisualElement root = _panels.rootVisualElement;
            root.Q<VisualElement>("menu").EnableInClassList("hidden", Shown != SceneName.Menu);
            root.Q<VisualElement>("structure").EnableInClassList("hidden", Shown != SceneName.Structure);
            root.Q<VisualElement>("pool").EnableInClassList("hidden", Shown != SceneName.Pool);
            _menuButton.EnableInClassList("here", Shown == SceneName.Menu);
            _structureButton.EnableInClassList("here", Shown == SceneName.Structure);
            _poolButton.EnableInClassList("here", Shown == SceneName.Pool);
            _structure.SetActive(Shown == SceneName.Structure);
            _pool.SetActive(Shown == SceneName.Pool);
        }
    }
}
