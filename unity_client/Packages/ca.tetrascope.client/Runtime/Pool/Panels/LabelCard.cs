using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What the label at a vertex means that is pointed at, and how probable it is on average.</summary>
    public sealed class LabelCard : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private PoolView _view = null!;

        [SerializeField, Tooltip("What is pointed at.")]
        private PoolScene _scene = null!;

        private Label _card = null!;

        private void Start()
        {
            _card = _panels.rootVisualElement.Q<Label>("label-tip");
            _scene.LabelHovered += Show;
        }

        private void OnDestroy()
        {
            _scene.LabelHovered -= Show;
        }

        private void Show(int? vertex)
        {
            PoolSoFar? pool = _view.Session?.Run.Pool;
            bool known = vertex < pool?.Vertices.Count;
            _card.EnableInClassList("hidden", !known);
            if (known)
            {
                _card.text = Words(pool!, pool!.Vertices[vertex!.Value]);
            }
        }

        private string Words(PoolSoFar pool, PoolVertex vertex)
        {
            bool independent = _view.Session!.Subject.Network?.Summary.Output.Kind == "independent";
            return LabelWording.Of(vertex, PoolWording.Role(
                vertex.Label.Index, pool.Original.Label.Index, pool.Examined.Label.Index, independent));
        }
    }
}
