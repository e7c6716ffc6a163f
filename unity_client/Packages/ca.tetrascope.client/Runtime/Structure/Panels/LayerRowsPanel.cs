using System.Collections.Generic;
using System.Linq;
using Tetrascope.Colours;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One layer over many images: a row for each, a picture for each cluster of the original, with signed differences
    /// on one scale. Drawn where it is in sight.
    /// </summary>
    public sealed class LayerRowsPanel : StructurePart
    {
        private readonly Dictionary<VisualElement, ImageRow> _rows = new Dictionary<VisualElement, ImageRow>();
        private VisualElement _panel = null!;
        private DropdownField _layer = null!;
        private Toggle _byFall = null!;
        private Label _state = null!;
        private Button _retry = null!;
        private ListView _list = null!;
        private ScaleRow _scale = null!;
        private List<RowImage> _shown = new List<RowImage>();

        /// <summary>The pixel that is read in every row; null for none.</summary>
        private Pixel? _at;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("rows");
            _layer = _panel.Q<DropdownField>("rows-layer");
            _byFall = _panel.Q<Toggle>("rows-by-fall");
            _state = _panel.Q<Label>("rows-state");
            _retry = _panel.Q<Button>("rows-retry");
            _list = _panel.Q<ListView>("rows-list");
            _scale = new ScaleRow(_panel.Q<VisualElement>("rows-scale"), "rows-scale");
            _panel.Q<Label>("rows-about").text = LayerRowsWording.Scale;
            _list.makeItem = Make;
            _list.bindItem = (element, index) => Draw(_rows[element], _shown[index]);
            _list.unbindItem = (element, _) => _rows[element].Dispose();
            _layer.RegisterValueChangedCallback(chosen => Session.LayerRows.Choose(chosen.newValue));
            _byFall.RegisterValueChangedCallback(chosen => Session.LayerRows.ByFall = chosen.newValue);
            _retry.clicked += () => Session.Retry();
            root.Q<Button>("rows-open").clicked += () => Session.LayerRows.IsOpen = true;
            _panel.Q<Button>("rows-close").clicked += () => Session.LayerRows.IsOpen = false;
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.LayerRows.Changed += Show;
            session.Display.Changed += Show;
            session.Inputs.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.LayerRows.Changed -= Show;
            session.Display.Changed -= Show;
            session.Inputs.Changed -= Show;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            base.OnDestroy();
            _scale?.Dispose();
            foreach (ImageRow row in _rows.Values)
            {
                row.Dispose();
            }
        }

        private void Show()
        {
            LayerRows rows = Session.LayerRows;
            _panel.EnableInClassList("hidden", !rows.IsOpen);
            if (!rows.IsOpen || Session.Subject.Network == null)
            {
                return;
            }

            _layer.choices = Session.Subject.Network.Layers.Select(layer => layer.Name).ToList();
            _layer.SetValueWithoutNotify(rows.Layer?.Name ?? "");
            _byFall.SetValueWithoutNotify(rows.ByFall);
            _state.text = LayerRowsWording.State(rows);
            _retry.EnableInClassList("hidden", rows.Waits || rows.Rows.All(row => row.State != LoadState.Failed));
            string limit = Words.Value(rows.Limit);
            _scale.Show(DivergingColours.Scale, "−" + limit, "+" + limit);
            _shown = rows.Rows.ToList();
            _list.itemsSource = _shown;
            _list.RefreshItems();
        }

        private void Draw(ImageRow row, RowImage image)
        {
            row.Show(Session, image, _shown[0], Session.LayerRows.Limit);
            row.Read(_at);
        }

        /// <summary>The same pixel is read in every row in sight.</summary>
        private void Read(Pixel? at)
        {
            _at = at;
            foreach (ImageRow row in _rows.Values)
            {
                row.Read(at);
            }
        }

        private VisualElement Make()
        {
            var row = new ImageRow(Read);
            _rows[row.Element] = row;
            return row.Element;
        }
    }
}
