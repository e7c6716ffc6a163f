using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Scene 1 without clusters: the list of layers, each opening to all its maps (the thesis, figure 4.1).</summary>
    public sealed class LayerListPanel : StructurePart
    {
        private VisualElement _panel = null!;
        private VisualElement _rows = null!;
        private Label _title = null!;
        private IReadOnlyList<Layer>? _shown;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("layer-list");
            _rows = _panel.Q<VisualElement>("layer-rows");
            _title = _panel.Q<Label>("layer-list-title");
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
        }

        private void Show()
        {
            _panel.EnableInClassList("hidden", Session.Display.Mode != Mode.Unclustered);
            IReadOnlyList<Layer>? layers = Session.Subject.Network?.Layers;
            if (layers == null || ReferenceEquals(layers, _shown))
            {
                return;
            }

            _shown = layers;
            _title.text = StructureWording.LayerListTitle(layers.Count);
            _rows.Clear();
            foreach (Layer layer in layers)
            {
                string name = layer.Name;
                var row = new Button
                {
                    name = "layer-" + name,
                    text = $"{name} · {StructureWording.LayerSize(layer)} · {StructureWording.LayerKind(layer)}",
                };
                row.AddToClassList("layer");
                row.clicked += () => View.OpenMaps(name, null);
                _rows.Add(row);
            }
        }
    }
}
