using System.Collections.Generic;
using Tetrascope.Client;
using Tetrascope.Comfort;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Xr
{
    /// <summary>
    /// The palette at the wrist of the hand that does not draw: what is needed most often. It is there while the person
    /// looks at the back of that wrist, as at a watch.
    /// </summary>
    public sealed class WristPalette : MonoBehaviour
    {
        [SerializeField, Tooltip("The palette.")]
        private UIDocument _palette = null!;

        [SerializeField, Tooltip("The panels, whose number of clusters it changes.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Settings of panels in the room.")]
        private PanelSettings _settings = null!;

        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("The left hand.")]
        private HandInput _left = null!;

        [SerializeField, Tooltip("The right hand.")]
        private HandInput _right = null!;

        [SerializeField, Tooltip("What the person likes.")]
        private RoomComfort _comfort = null!;

        [SerializeField, Tooltip("Where the scenes stand.")]
        private ScenePlaces _places = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("The tutorial.")]
        private HelpPanel _help = null!;

        [SerializeField, Tooltip("The session of scene 1.")]
        private StructureView _view = null!;

        private VisualElement _panel = null!;
        private VisualElement _masks = null!;
        private Label _clusters = null!;
        private SliderInt _slider = null!;
        private Button _undo = null!;
        private Button _redo = null!;
        private Button _fill = null!;
        private StructureSession? _session;
        private bool _shown;

        private void Awake()
        {
            RoomPanel.MakeRoom(_palette, _settings, null);
        }

        private void Start()
        {
            _panel = _palette.rootVisualElement.Q<VisualElement>("palette");
            _masks = _panel.Q<VisualElement>("palette-masks");
            _clusters = _panel.Q<Label>("palette-clusters");
            _slider = _panels.rootVisualElement.Q<SliderInt>("clusters");
            _undo = Ready("palette-undo", () => _session?.Masks.Undo());
            _redo = Ready("palette-redo", () => _session?.Masks.Redo());
            _fill = Ready("palette-fill", TakeNextFill);
            Ready("palette-fewer", () => _slider.value--);
            Ready("palette-more", () => _slider.value++);
            Ready("palette-menu", () => _scenes.Show(SceneName.Menu));
            Ready("palette-structure", () => _scenes.Show(SceneName.Structure));
            Ready("palette-pool", () => _scenes.Show(SceneName.Pool));
            Ready("palette-help", () => _help.Help.Show());
            Ready("palette-bring", _places.Recentre);
            _view.SessionChanged += Follow;
            _view.MaskChanged += Show;
            _scenes.Changed += ShowScene;
            Follow();
            ShowScene(_scenes.Shown);
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Follow;
            _view.MaskChanged -= Show;
            _scenes.Changed -= ShowScene;
            Unfollow();
        }

        private void LateUpdate()
        {
            HandInput hand = _comfort.Settings.DominantHand == HandSide.Left ? _right : _left;
            System.Numerics.Vector3 wrist = Coordinates.FromUnity(hand.Position);
            System.Numerics.Vector3 head = Coordinates.FromUnity(_head.position);
            System.Numerics.Vector3 outwards = Coordinates.FromUnity(hand.Rotation * Vector3.up);
            _shown = hand.Tracked && WristGlance.At(wrist, outwards, head, _shown);
            _panel.EnableInClassList("hidden", !_shown);
            if (_shown)
            {
                RoomPanel.Put(_palette, RoomLayout.Palette(head, wrist));
            }
        }

        private Button Ready(string name, System.Action clicked)
        {
            Button button = _panel.Q<Button>(name);
            button.clicked += clicked;
            return button;
        }

        private void Follow()
        {
            Unfollow();
            _session = _view.Session;
            if (_session != null)
            {
                _session.Display.Changed += Show;
                Show();
            }
        }

        private void Unfollow()
        {
            if (_session != null)
            {
                _session.Display.Changed -= Show;
            }

            _session = null;
        }

        private void Show()
        {
            _undo.SetEnabled(_session!.Masks.CanUndo);
            _redo.SetEnabled(_session.Masks.CanRedo);
            _fill.text = "Masked pixels become: " + Methods.Fills[PlaceOf(_session.Masks.Fill)].Title;
            _clusters.text = $"Clusters: {_session.Display.ClusterCount}";
        }

        private void ShowScene(SceneName shown)
        {
            _masks.EnableInClassList("hidden", shown != SceneName.Structure);
        }

        private void TakeNextFill()
        {
            IReadOnlyList<Method> fills = Methods.Fills;
            _session!.Masks.Fill = fills[(PlaceOf(_session.Masks.Fill) + 1) % fills.Count].Name;
        }

        private static int PlaceOf(string fill)
        {
            int place = 0;
            while (place + 1 < Methods.Fills.Count && Methods.Fills[place].Name != fill)
            {
                place++;
            }

            return place;
        }
    }
}
