using System.Collections.Generic;
using Tetrascope.Comfort;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Xr
{
    /// <summary>In the main menu: what a person in a headset likes.</summary>
    public sealed class ComfortPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("What the person likes.")]
        private RoomComfort _comfort = null!;

        private void Start()
        {
            VisualElement panel = _panels.rootVisualElement.Q<VisualElement>("comfort");
            panel.EnableInClassList("hidden", false);
            ComfortSettings settings = _comfort.Settings;
            DropdownField hand = panel.Q<DropdownField>("comfort-hand");
            hand.choices = new List<string> { "left", "right" };
            hand.SetValueWithoutNotify(hand.choices[(int)settings.DominantHand]);
            hand.RegisterValueChangedCallback(_ => settings.DominantHand = (HandSide)hand.index);
            DropdownField rest = panel.Q<DropdownField>("comfort-break");
            rest.choices = new List<string>();
            foreach (int minutes in ComfortSettings.BreakChoices)
            {
                rest.choices.Add(WordsFor(minutes));
            }

            rest.SetValueWithoutNotify(WordsFor(settings.BreakMinutes));
            rest.RegisterValueChangedCallback(
                _ => settings.BreakMinutes = ComfortSettings.BreakChoices[rest.index]);
        }

        private static string WordsFor(int minutes) => minutes == 0 ? "never" : $"every {minutes} minutes";
    }
}
