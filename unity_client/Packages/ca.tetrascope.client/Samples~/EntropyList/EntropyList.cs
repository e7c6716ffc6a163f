#nullable enable

using Tetrascope.Client;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Samples
{
    /// <summary>A panel of one's own in scene 1: the mean entropy of each layer's maps, as layers arrive.</summary>
    public sealed class EntropyList : MonoBehaviour
    {
        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private VisualElement _list = null!;

        private void Start()
        {
            _list = new VisualElement { name = "entropy-list" };
            _list.AddToClassList("panel");
            _panels.rootVisualElement.Q<VisualElement>("structure").Add(_list);
            _scene.LayerArrived += Show;
        }

        private void OnDestroy()
        {
            _scene.LayerArrived -= Show;
        }

        private void Show(ClusteredLayer layer)
        {
            double sum = 0;
            foreach (double entropy in layer.Entropies)
            {
                sum += entropy;
            }

            string name = "entropy-" + layer.Layer;
            Label? row = _list.Q<Label>(name);
            if (row == null)
            {
                row = new Label("") { name = name };
                _list.Add(row);
            }

            row.text = $"{layer.Layer}: {Words.Decimals(sum / layer.Entropies.Count, 2)}";
        }
    }
}
