using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;
using Numerics = System.Numerics;

namespace Tetrascope.Xr
{
    /// <summary>
    /// The panels of the desktop as a board in the room: the main menu straight ahead, the tools of a scene beside it.
    /// It stays where it is while the head moves, and comes along when the scenes do.
    /// </summary>
    [DefaultExecutionOrder(-90)]
    public sealed class RoomBoard : MonoBehaviour
    {
        /// <summary>Its size, that of the desktop's panels.</summary>
        private static readonly Vector2 Pixels = new Vector2(1280f, 800f);

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Settings of panels in the room.")]
        private PanelSettings _settings = null!;

        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Where the scenes stand.")]
        private ScenePlaces _places = null!;

        private Numerics.Vector3 _stood;
        private float _heading;

        private void Awake()
        {
            RoomPanel.MakeRoom(_panels, _settings, Pixels);
        }

        private void OnEnable()
        {
            _places.Recentred += Bring;
            _scenes.Changed += Stand;
        }

        private void Start()
        {
            // A headset has no dialog of files, and nobody types a path there.
            _panels.rootVisualElement.Q<VisualElement>("own-file").AddToClassList("hidden");
            _panels.rootVisualElement.Q<VisualElement>("session-file").AddToClassList("hidden");
            Bring();
        }

        private void OnDisable()
        {
            _places.Recentred -= Bring;
            _scenes.Changed -= Stand;
        }

        private void Bring()
        {
            _stood = Coordinates.FromUnity(_head.position);
            _heading = RoomLayout.HeadingOf(Coordinates.FromUnity(_head.forward));
            Stand(_scenes.Shown);
        }

        private void Stand(SceneName shown)
        {
            bool beside = shown != SceneName.Menu;
            _panels.rootVisualElement.Q<VisualElement>("client").EnableInClassList("beside", beside);
            RoomPanel.Put(
                _panels, beside ? RoomLayout.Board(_stood, _heading) : RoomLayout.Menu(_stood, _heading));
        }
    }
}
