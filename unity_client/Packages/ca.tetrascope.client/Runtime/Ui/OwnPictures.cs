using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Choice;
using Tetrascope.Connection;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Gives the server pictures of the person's own, and offers those that were given, earlier too.</summary>
    public sealed class OwnPictures : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection, and what is chosen.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        private readonly List<Texture2D> _pictures = new List<Texture2D>();
        private VisualElement _own = null!;
        private TextField _file = null!;
        private Label _note = null!;
        private Uploads? _followed;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _own = root.Q<VisualElement>("own");
            _file = root.Q<TextField>("file");
            _note = root.Q<Label>("file-note");
            root.Q<Button>("file-add").clicked += Add;
            _client.ServerChanged += Follow;
            Follow();
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Follow;
            Unfollow();
            Forget();
        }

        private void Follow()
        {
            Unfollow();
            _followed = _client.Uploads;
            _followed.Changed += Show;
            _client.Subject.Changed += Mark;
            Show();
        }

        private void Unfollow()
        {
            if (_followed != null)
            {
                _followed.Changed -= Show;
                _client.Subject.Changed -= Mark;
            }

            _followed = null;
        }

        private void Add()
        {
            try
            {
                string path = _file.value.Trim().Trim('"');
                _note.text = "Sending…";
                _client.Uploads.Add(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path), Take, Refuse);
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException
                || error is ArgumentException || error is NotSupportedException)
            {
                _note.text = $"The file could not be read: {error.Message}";
            }
        }

        private void Take(ChosenImage image)
        {
            _note.text = image.Note ?? "";
            _client.Subject.Image = image;
        }

        private void Refuse(Complaint complaint)
        {
            _note.text = $"{complaint.Message} {complaint.Hint}".TrimEnd();
        }

        private void Show()
        {
            Forget();
            _own.Clear();
            foreach (ChosenImage image in _client.Uploads.Images)
            {
                var card = new Button { name = "own-" + image.ImageId };
                card.AddToClassList("card");
                var texture = new Texture2D(2, 2, TextureFormat.RGBA32, true, false) { name = image.Title };
                texture.LoadImage(image.Picture.Span, true);
                _pictures.Add(texture);
                card.Add(new Image { image = texture });
                card.Add(new Label(image.Title));
                ChosenImage chosen = image;
                card.clicked += () => _client.Subject.Image = chosen;
                var forget = new Button { name = "forget-" + image.ImageId, text = "Remove" };
                forget.clicked += () => _client.Uploads.Forget(chosen.ImageId);
                var place = new VisualElement();
                place.Add(card);
                place.Add(forget);
                _own.Add(place);
            }

            Mark();
        }

        private void Mark()
        {
            foreach (ChosenImage image in _client.Uploads.Images)
            {
                bool chosen = image.ImageId == _client.Subject.Image?.ImageId;
                _own.Q<Button>("own-" + image.ImageId)?.EnableInClassList("chosen", chosen);
            }
        }

        private void Forget()
        {
            foreach (Texture2D texture in _pictures)
            {
                Destroy(texture);
            }

            _pictures.Clear();
        }
    }
}
