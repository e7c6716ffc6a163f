using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What the class that is pointed at means.</summary>
    public sealed class ClassCard : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("What is pointed at.")]
        private StructureScene _scene = null!;

        private Label _card = null!;

        private void Start()
        {
            _card = _panels.rootVisualElement.Q<Label>("class-tip");
            _scene.ClassHovered += Show;
        }

        private void OnDestroy()
        {
            _scene.ClassHovered -= Show;
        }

        private void Show(ClassScore? pointed)
        {
            _card.EnableInClassList("hidden", pointed == null);
            if (pointed != null)
            {
                _card.text = LabelWording.Of(pointed);
            }
        }
    }
}
