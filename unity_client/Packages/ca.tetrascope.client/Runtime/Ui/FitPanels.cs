using System;
using Tetrascope.Choice;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>How the chosen picture fits, in the menu and beside scene 2.</summary>
    public sealed class FitPanels : MonoBehaviour
    {
        private static readonly string[] Places = { "menu-fit", "pool-fit" };

        [SerializeField, Tooltip("What is chosen.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private FitChoice[] _choices = Array.Empty<FitChoice>();
        private Subject? _followed;
        private ChosenImage? _shown;
        private Texture2D? _texture;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _choices = Array.ConvertAll(Places, name => new FitChoice(root.Q<VisualElement>(name)));
            _client.ServerChanged += Follow;
            Follow();
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Follow;
            Unfollow();
            Destroy(_texture);
        }

        private void Follow()
        {
            Unfollow();
            _followed = _client.Subject;
            _followed.Changed += Show;
            Show();
        }

        private void Unfollow()
        {
            if (_followed != null)
            {
                _followed.Changed -= Show;
            }
        }

        private void Show()
        {
            ChosenImage? image = _followed!.Image;
            if (!ReferenceEquals(image, _shown))
            {
                _shown = image;
                ShowPicture(image);
            }

            foreach (FitChoice choice in _choices)
            {
                choice.Show(_followed, _texture);
            }
        }

        private void ShowPicture(ChosenImage? image)
        {
            Destroy(_texture);
            _texture = null;
            if (image != null && !image.Picture.IsEmpty)
            {
                _texture = new Texture2D(2, 2, TextureFormat.RGBA32, true, false) { name = image.Title };
                _texture.LoadImage(image.Picture.Span, true);
            }
        }
    }
}
