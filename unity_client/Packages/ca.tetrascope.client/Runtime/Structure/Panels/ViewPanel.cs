using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>How layers are shown, and which.</summary>
    public sealed class ViewPanel : StructurePart
    {
        private static readonly LayerChoice[] Choices =
            { LayerChoice.Usual, LayerChoice.Convolutions, LayerChoice.All };

        private static readonly string[] GroupsValues = { GroupsNames.Original, GroupsNames.Own };
        private static readonly string[] GroupsTitles = { "The original", "The masked image" };

        [SerializeField, Tooltip("What draws it.")]
        private StructureScene _scene = null!;

        private SliderInt _clusters = null!;
        private DropdownField _criterion = null!;
        private DropdownField _groups = null!;
        private Toggle _difference = null!;
        private DropdownField _colours = null!;
        private DropdownField _layers = null!;
        private Toggle _unclustered = null!;
        private Toggle _field = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _clusters = root.Q<SliderInt>("clusters");
            _clusters.RegisterValueChangedCallback(moved => Session.Display.ClusterCount = moved.newValue);
            _criterion = root.Q<DropdownField>("criterion");
            MethodChoice.OfCriteria.Ready(_criterion, name => Session.Display.Criterion = name);
            _groups = root.Q<DropdownField>("groups");
            _groups.choices = new List<string>(GroupsTitles);
            _groups.RegisterValueChangedCallback(_ => Session.Display.Groups = GroupsValues[_groups.index]);
            _difference = root.Q<Toggle>("difference");
            _difference.RegisterValueChangedCallback(set => Session.Display.Difference = set.newValue);
            _colours = root.Q<DropdownField>("colours");
            _colours.choices = new List<string>();
            foreach (ColourMap map in SceneColours.ColourMaps)
            {
                _colours.choices.Add(map.Title);
            }

            _colours.RegisterValueChangedCallback(
                _ => Session.Display.ColourMap = SceneColours.ColourMaps[_colours.index]);
            _layers = root.Q<DropdownField>("layers");
            _layers.choices = new List<string> { "usual", "convolutions", "all" };
            _layers.RegisterValueChangedCallback(_ => Session.Display.LayersShown = Choices[_layers.index]);
            _unclustered = root.Q<Toggle>("unclustered");
            _unclustered.RegisterValueChangedCallback(
                set => Session.Display.Mode = set.newValue ? Mode.Unclustered : Mode.Clustered);
            _field = root.Q<Toggle>("field-on-input");
            _field.RegisterValueChangedCallback(set => _scene.FieldOnInput = set.newValue);
            Toggle connections = root.Q<Toggle>("connections");
            connections.SetValueWithoutNotify(_scene.Connections);
            connections.RegisterValueChangedCallback(set => _scene.Connections = set.newValue);
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Display.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Display.Changed -= Show;
        }

        private void Show()
        {
            Display display = Session.Display;
            _clusters.SetValueWithoutNotify(display.ClusterCount);
            MethodChoice.OfCriteria.Show(_criterion, display.Criterion);
            int groups = System.Array.IndexOf(GroupsValues, display.Groups);
            _groups.SetValueWithoutNotify(groups < 0 ? "" : GroupsTitles[groups]);
            _difference.SetValueWithoutNotify(display.Difference);
            _difference.SetEnabled(display.Groups == GroupsNames.Original);
            _colours.SetValueWithoutNotify(display.ColourMap.Title);
            int layers = System.Array.IndexOf(Choices, display.LayersShown);
            _layers.SetValueWithoutNotify(layers < 0 ? "" : _layers.choices[layers]);
            _unclustered.SetValueWithoutNotify(display.Mode == Mode.Unclustered);
            _field.SetValueWithoutNotify(_scene.FieldOnInput);
        }
    }
}
