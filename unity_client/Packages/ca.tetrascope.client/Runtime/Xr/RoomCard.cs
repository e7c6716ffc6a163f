using System.Collections.Generic;
using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;
using Numerics = System.Numerics;

namespace Tetrascope.Xr
{
    /// <summary>
    /// What is said of a thing that is pointed at, on a card beside it: the tips of both scenes, which on the desktop
    /// stand in a corner.
    /// </summary>
    [DefaultExecutionOrder(100)]
    public sealed class RoomCard : MonoBehaviour
    {
        /// <summary>
        /// From what is pointed at to the middle of the card, upwards and towards the head, by its distance.
        /// </summary>
        private const float Above = 0.14f;
        private const float Before = 0.08f;

        private static readonly string[] Tips = { "structure-tip", "class-tip", "pool-tip", "label-tip" };

        /// <summary>How far along the ray something is that it does not meet, such as a label, in metres.</summary>
        private const float Reach = 1f;

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

        private readonly List<VisualElement> _tips = new List<VisualElement>();
        private VisualElement _root = null!;

        private void Awake()
        {
            RoomPanel.MakeRoom(_card, _settings, null);
        }

        // After those who write the tips have found them.
        private void Start()
        {
            _root = _card.rootVisualElement.Q<VisualElement>("card");
            foreach (string name in Tips)
            {
                VisualElement tip = _panels.rootVisualElement.Q<VisualElement>(name);
                _tips.Add(tip);
                _root.Add(tip);
            }
        }

        private void LateUpdate()
        {
            bool shown = !_pointer.OverPanel && SaysSomething();
            _root.EnableInClassList("hidden", !shown);
            if (shown)
            {
                Numerics.Vector3 head = Coordinates.FromUnity(_head.position);
                UnityEngine.Ray ray = _pointer.Ray;
                Numerics.Vector3 at = Coordinates.FromUnity(_pointer.Met ?? ray.origin + Reach * ray.direction);
                float distance = Numerics.Vector3.Distance(head, at);
                Numerics.Vector3 beside = at + Before * (head - at) + new Numerics.Vector3(0f, Above * distance, 0f);
                RoomPanel.Put(_card, RoomLayout.Card(head, beside));
            }
        }

        private bool SaysSomething()
        {
            bool says = false;
            foreach (VisualElement tip in _tips)
            {
                says |= !tip.ClassListContains("hidden");
            }

            return says;
        }
    }
}
