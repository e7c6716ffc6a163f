using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Xr
{
    /// <summary>
    /// A notice before the person: that a break is due, or that the scenes could come along to where they are now. It
    /// stays where it appeared, and nothing waits for it.
    /// </summary>
    public sealed class RoomNotice : MonoBehaviour
    {
        private enum Subject
        {
            None,
            Break,
            Place,
        }

        [SerializeField, Tooltip("The notice.")]
        private UIDocument _notice = null!;

        [SerializeField, Tooltip("Settings of panels in the room.")]
        private PanelSettings _settings = null!;

        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("Knows when there is something to say.")]
        private RoomComfort _comfort = null!;

        [SerializeField, Tooltip("Where the scenes stand.")]
        private ScenePlaces _places = null!;

        private VisualElement _panel = null!;
        private Label _text = null!;
        private Button _bring = null!;
        private Subject _subject;

        private void Awake()
        {
            RoomPanel.MakeRoom(_notice, _settings, null);
        }

        private void Start()
        {
            _panel = _notice.rootVisualElement.Q<VisualElement>("notice");
            _text = _panel.Q<Label>("notice-text");
            _bring = _panel.Q<Button>("notice-bring");
            _bring.clicked += _places.Recentre;
            _panel.Q<Button>("notice-close").clicked += Close;
        }

        private void LateUpdate()
        {
            bool due = _comfort.Break.Due && !_comfort.InStudy;
            Subject subject = due ? Subject.Break : _comfort.Place.Left ? Subject.Place : Subject.None;
            if (subject == _subject)
            {
                return;
            }

            _subject = subject;
            _panel.EnableInClassList("hidden", subject == Subject.None);
            _bring.EnableInClassList("hidden", subject != Subject.Place);
            if (subject != Subject.None)
            {
                _text.text = subject == Subject.Break
                    ? $"{_comfort.Break.Minutes} minutes in the headset: a good moment to rest your eyes."
                    : "You are not where the scene was put before you.";
                float heading = RoomLayout.HeadingOf(Coordinates.FromUnity(_head.forward));
                RoomPanel.Put(_notice, RoomLayout.Notice(Coordinates.FromUnity(_head.position), heading));
            }
        }

        private void Close()
        {
            if (_subject == Subject.Break)
            {
                _comfort.Break.Restart();
            }
            else
            {
                _comfort.Stay();
            }
        }
    }
}
