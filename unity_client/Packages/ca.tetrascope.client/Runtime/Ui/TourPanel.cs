using Tetrascope.Tutorial;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The tour of the menu and of each scene: offered once, then stop by stop. What a stop speaks of is framed: the
    /// element of the class <c>tour-TARGET</c>, and the part of the scene that <see cref="SceneFrame"/> knows by that
    /// name.
    /// </summary>
    public sealed class TourPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection: a tour is offered when there is something to see.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Where the person is.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Frames parts of the scenes.")]
        private SceneFrame _frame = null!;

        [SerializeField]
        [Tooltip("On the desktop it turns to what a stop speaks of. In a headset nothing moves but the head.")]
        private DesktopCamera _camera = null!;

        [SerializeField, Tooltip("Knows what the person points with, in whose words the stops are.")]
        private StructurePointer _pointing = null!;

        [SerializeField, Tooltip("Ends the tour.")]
        private InputAction _leave = new InputAction("Leave", InputActionType.Button, "<Keyboard>/escape");

        private VisualElement _root = null!;
        private VisualElement _offer = null!;
        private VisualElement _card = null!;
        private Label _offerText = null!;
        private Label _title = null!;
        private Label _text = null!;
        private Label _number = null!;
        private Button _back = null!;
        private Button _next = null!;
        private VisualElement? _framed;

        /// <summary>The tour, and how far it is.</summary>
        public GuidedTour Tour { get; private set; } = null!;

        /// <summary>Begins the tour of where the person is.</summary>
        public void Take()
        {
            Tour.Start(IsThere);
        }

        private void Awake()
        {
            Tour = new GuidedTour(_client.Settings);
        }

        private void OnEnable()
        {
            _leave.Enable();
        }

        private void OnDisable()
        {
            _leave.Disable();
        }

        private void Start()
        {
            _root = _panels.rootVisualElement;
            _offer = _root.Q<VisualElement>("tour-offer");
            _card = _root.Q<VisualElement>("tour-card");
            _offerText = _root.Q<Label>("tour-offer-text");
            _title = _root.Q<Label>("tour-title");
            _text = _root.Q<Label>("tour-text");
            _number = _root.Q<Label>("tour-number");
            _back = _root.Q<Button>("tour-back");
            _next = _root.Q<Button>("tour-next");
            _root.Q<Button>("tour-take").clicked += Take;
            _root.Q<Button>("tour-decline").clicked += Tour.End;
            _root.Q<Button>("tour-end").clicked += Tour.End;
            _back.clicked += Tour.Back;
            _next.clicked += Tour.Next;
            Tour.Changed += Show;
            _scenes.Changed += Visit;
            _client.StateChanged += ShowOffer;
            Visit(_scenes.Shown);
        }

        private void OnDestroy()
        {
            Tour.Changed -= Show;
            _scenes.Changed -= Visit;
            _client.StateChanged -= ShowOffer;
        }

        private void Update()
        {
            if (_leave.WasPressedThisFrame() && Tour.Stop != null)
            {
                Tour.End();
            }
        }

        private void Visit(SceneName shown)
        {
            Tour.Visit(shown == SceneName.Menu ? "menu" : shown == SceneName.Structure ? "structure" : "pool");
        }

        private void ShowOffer(Connection.ConnectionState state)
        {
            bool offered = Tour.IsOffered && state.Status == Connection.ConnectionStatus.Ready;
            _offer.EnableInClassList("hidden", !offered);
            bool menu = _scenes.Shown == SceneName.Menu;
            _offerText.text = menu
                ? "New here? A short tour shows you around."
                : "New to this scene? A short tour explains it.";
        }

        private void Show()
        {
            ShowOffer(_client.Server.State);
            TourStop? stop = Tour.Stop;
            _card.EnableInClassList("hidden", stop == null);
            Frame(stop);
            if (stop == null)
            {
                return;
            }

            _title.text = stop.Title;
            _text.text = HandWords.Worded(stop.Text, _pointing.Pointer.Hand, dark: true);
            _number.text = $"{Tour.Number + 1} of {Tour.Stops.Count}";
            _back.EnableInClassList("hidden", Tour.Number == 0);
            _next.text = Tour.IsLast ? "Done" : "Next";
            _next.Focus();
            LookAt(stop.Target);
        }

        private void LookAt(string target)
        {
            if (!_camera.isActiveAndEnabled || !_frame.Has(target))
            {
                return;
            }

            // Classes stand at the far end, where home does not look.
            if (target == "classes")
            {
                _camera.Fit();
            }
            else
            {
                _camera.Home();
            }
        }

        private void Frame(TourStop? stop)
        {
            _framed?.EnableInClassList("toured", false);
            _framed = stop == null ? null : ElementOf(stop.Target);
            _framed?.EnableInClassList("toured", true);
            _frame.Show(stop?.Target);
        }

        private bool IsThere(string target)
        {
            return _frame.Has(target) || ElementOf(target) is VisualElement element && IsShown(element);
        }

        private VisualElement? ElementOf(string target) => _root.Q<VisualElement>(null, "tour-" + target);

        private static bool IsShown(VisualElement element)
        {
            for (VisualElement? at = element; at != null; at = at.parent)
            {
                if (at.ClassListContains("hidden"))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
