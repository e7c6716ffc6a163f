using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Scene 1 without clusters: the list of layers, each opening to all its maps (the thesis, section 4).</summary>
    public sealed class LayerListPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private StructureView _view = null!;

        private VisualElement _panel = null!;
        private VisualElement _rows = null!;
        private Label _title = null!;
        private Toggle _toggle = null!;
        private StructureSession? _session;
        private IReadOnlyList<Layer>? _shown;

        private void Start()
        {
            _panel = _panels.rootVisualElement.Q<VisualElement>("layer-list");
            _rows = _panel.Q<VisualElement>("layer-rows");
            _title = _panel.Q<Label>("layer-list-title");
            _toggle = _panels.rootVisualElement.Q<Toggle>("unclustered");
            _toggle.RegisterValueChangedCallback(
                set => _session!.Display.Mode = set.newValue ? Mode.Unclustered : Mode.Clustered);
            _view.SessionChanged += Follow;
            Follow();
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Follow;
            Unfollow();
        }

        private void Follow()
        {
            Unfollow();
            _session = _view.Session;
            if (_session != null)
            {
                _session.Display.Changed += Show;
                _session.Subject.Changed += Show;
                Show();
            }
        }

        private void Unfollow()
        {
            if (_session != null)
            {
                _session.Display.Changed -= Show;
                _session.Subject.Changed -= Show;
            }

            _session = null;
        }

        private void Show()
        {
            bool unclustered = _session!.Display.Mode == Mode.Unclustered;
            _toggle.SetValueWithoutNotify(unclustered);
            _panel.EnableInClassList("hidden", !unclustered);
            IReadOnlyList<Layer>? layers = _session.Subject.Network?.Layers;
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
                row.clicked += () => _view.OpenMaps(name, null);
                _rows.Add(row);
            }
        }
    }
}
