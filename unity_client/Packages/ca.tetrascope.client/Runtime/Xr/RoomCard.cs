using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;
using Numerics = System.Numerics;

namespace Tetrascope.Xr
{
    /// <summary>
    /// What is said of a thing that is pointed at, on a card beside it: the tips of both scenes, which on the desktop stand
    /// in a corner.
    /// </summary>
    [DefaultExecutionOrder(100)]
    public sealed class RoomCard : MonoBehaviour
    {
        /// <summary>From what is pointed at to the middle of the card, upwards and towards the head, by its distance.</summary>
        private const float Above = 0.12f;
        private const float Before = 0.08f;

        [SerializeField, Tooltip("The card.")]
        private UIDocument _card = null!;

        [SerializeField, Tooltip("The panels, whose tips it shows.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Settings of panels in the room.")]
        private PanelSettings _settings = null!;

        [SerializeField, Tooltip("The person's head.")]
        private Transform _head = null!;

        [SerializeField, Tooltip("What is pointed with.")]
        private HandPointer _pointer = null!;

        private VisualElement _tips = null!;

        private void Awake()
        {
            RoomPanel.MakeRoom(_card, _settings, null);
        }

        // After those who write the tips have found them.
        private void Start()
        {
            _tips = _card.rootVisualElement.Q<VisualElement>("card");
            foreach (string name in new[] { "structure-tip", "pool-tip" })
            {
                _tips.Add(_panels.rootVisualElement.Q<VisualElement>(name));
            }
        }

        private void LateUpdate()
        {
            _tips.EnableInClassList("hidden", _pointer.Met == null);
            if (_pointer.Met is Vector3 met)
            {
                Numerics.Vector3 head = Coordinates.FromUnity(_head.position);
                Numerics.Vector3 at = Coordinates.FromUnity(met);
                float distance = Numerics.Vector3.Distance(head, at);
                Numerics.Vector3 beside = at + Before * (head - at) + new Numerics.Vector3(0f, Above * distance, 0f);
                RoomPanel.Put(_card, RoomLayout.Card(head, beside));
            }
        }
    }
}
