using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// Scene 1 without clusters: the list of layers, each opening to all its maps (the thesis, figure 4.1).
    /// </summary>
    public sealed class LayerListPanel : StructurePart
    {
        private readonly Dictionary<VisualElement, LayerRow> _rows = new Dictionary<VisualElement, LayerRow>();
        private readonly List<Layer> _shown = new List<Layer>();
        private VisualElement _panel = null!;
        private ListView _list = null!;
        private Label _title = null!;
        private ColourMap? _colours;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("layer-list");
            _list = _panel.Q<ListView>("layer-rows");
            _title = _panel.Q<Label>("layer-list-title");
            _panel.Q<Button>("layer-list-close").clicked += () => Session.Display.Mode = Mode.Clustered;
            _list.makeItem = Make;
            _list.bindItem = (element, index) =>
                _rows[element].Show(index + 1, _shown[index], Session.FirstMaps, Session.Display.ColourMap);
            _list.unbindItem = (element, _) => _rows[element].Leave();
            _list.itemsSource = _shown;
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Display.Changed += Show;
            session.Subject.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Display.Changed -= Show;
            session.Subject.Changed -= Show;
            List(new List<Layer>());
        }

        private void Show()
        {
            Display display = Session.Display;
            bool unclustered = display.Mode == Mode.Unclustered;
            _panel.EnableInClassList("hidden", !unclustered);
            IReadOnlyList<Layer> layers = unclustered ? display.ColumnLayers : new List<Layer>();
            if (!Same(layers) || display.ColourMap != _colours)
            {
                _colours = display.ColourMap;
                List(layers);
            }
        }

        private bool Same(IReadOnlyList<Layer> layers)
        {
            bool same = layers.Count == _shown.Count;
            for (int place = 0; same && place < layers.Count; place++)
            {
                same = ReferenceEquals(layers[place], _shown[place]);
            }

            return same;
        }

        private void List(IReadOnlyList<Layer> layers)
        {
            _shown.Clear();
            _shown.AddRange(layers);
            _title.text = StructureWording.LayerListTitle(layers.Count);
            _list.RefreshItems();
        }

        private VisualElement Make()
        {
            var row = new LayerRow(name => View.OpenMaps(name, null));
            _rows[row.Element] = row;
            return row.Element;
        }
    }
}
