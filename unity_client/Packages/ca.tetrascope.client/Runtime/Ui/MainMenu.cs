using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The main menu: a picture, a network, and where to go with them.</summary>
    public sealed class MainMenu : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection, and what is chosen.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Where the start buttons lead.")]
        private SceneSwitch _scenes = null!;

        private readonly List<Texture2D> _thumbnails = new List<Texture2D>();
        private readonly List<(string ImageId, Button Card)> _cards = new List<(string, Button)>();
        private readonly List<string> _networkIds = new List<string>();
        private VisualElement _samples = null!;
        private DropdownField _networks = null!;
        private Label _about = null!;
        private Button _startStructure = null!;
        private Button _startPool = null!;
        private Button _goStructure = null!;
        private Button _goPool = null!;
        private Catalog? _followed;
        private IReadOnlyList<Sample>? _shownSamples;
        private IReadOnlyList<NetworkSummary>? _shownNetworks;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _samples = root.Q<VisualElement>("samples");
            _networks = root.Q<DropdownField>("networks");
            _about = root.Q<Label>("network-about");
            _startStructure = root.Q<Button>("start-structure");
            _startPool = root.Q<Button>("start-pool");
            _goStructure = root.Q<Button>("go-structure");
            _goPool = root.Q<Button>("go-pool");
            _startStructure.clicked += () => _scenes.Show(SceneName.Structure);
            _startPool.clicked += () => _scenes.Show(SceneName.Pool);
            _networks.RegisterValueChangedCallback(_ => ChooseNetwork(_networks.index));
            _client.ServerChanged += Follow;
            Follow();
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Follow;
            Unfollow();
            ForgetThumbnails();
        }

        private void Follow()
        {
            Unfollow();
            _followed = _client.Server.Catalog;
            _followed.Changed += Show;
            _client.Subject.Changed += Show;
            Show();
        }

        private void Unfollow()
        {
            if (_followed != null)
            {
                _followed.Changed -= Show;
                _client.Subject.Changed -= Show;
            }

            _followed = null;
        }

        private void Show()
        {
            Catalog catalog = _client.Server.Catalog;
            if (catalog.Samples.Value is IReadOnlyList<Sample> samples && !ReferenceEquals(samples, _shownSamples))
            {
                _shownSamples = samples;
                ShowSamples(samples);
            }

            if (catalog.Networks.Value is IReadOnlyList<NetworkSummary> networks
                && !ReferenceEquals(networks, _shownNetworks))
            {
                _shownNetworks = networks;
                ShowNetworks(networks);
            }

            ShowChoice();
        }

        private void ShowSamples(IReadOnlyList<Sample> samples)
        {
            ForgetThumbnails();
            _samples.Clear();
            _cards.Clear();
            foreach (Sample sample in samples)
            {
                var card = new Button { name = "sample-" + sample.Name, tooltip = sample.Credit };
                card.AddToClassList("card");
                var texture = new Texture2D(2, 2, TextureFormat.RGBA32, true, false) { name = sample.Title };
                texture.LoadImage(sample.Thumbnail.Span, true);
                _thumbnails.Add(texture);
                card.Add(new Image { image = texture });
                card.Add(new Label(sample.Title));
                ChosenImage image = ChosenImage.Of(sample);
                card.clicked += () => _client.Subject.Image = image;
                _cards.Add((image.ImageId, card));
                _samples.Add(card);
            }
        }

        private void ShowNetworks(IReadOnlyList<NetworkSummary> networks)
        {
            var titles = new List<string>();
            _networkIds.Clear();
            foreach (NetworkSummary network in networks)
            {
                _networkIds.Add(network.NetworkId);
                titles.Add(NetworkWording.Title(network));
            }

            _networks.choices = titles;
        }

        private void ShowChoice()
        {
            Subject subject = _client.Subject;
            foreach ((string imageId, Button card) in _cards)
            {
                card.EnableInClassList("chosen", imageId == subject.Image?.ImageId);
            }

            int network = subject.NetworkId == null ? -1 : _networkIds.IndexOf(subject.NetworkId);
            if (network >= 0)
            {
                _networks.SetValueWithoutNotify(_networks.choices[network]);
                _about.text = NetworkWording.About(_shownNetworks![network]);
            }

            else
            {
                _about.text = WhyNoNetworks(_client.Server.Catalog.Networks);
            }

            bool ready = subject.Image != null && subject.Usable;
            _startStructure.SetEnabled(ready);
            _startPool.SetEnabled(ready);
            _goStructure.SetEnabled(ready);
            _goPool.SetEnabled(ready);
        }

        private static string WhyNoNetworks(Loadable<IReadOnlyList<NetworkSummary>> networks) =>
            networks.Complaint is Complaint complaint
                ? $"{complaint.Message} {complaint.Hint}".TrimEnd()
                : NetworkWording.Asking;

        private void ChooseNetwork(int place)
        {
            if (place >= 0 && place < _networkIds.Count)
            {
                _client.Subject.NetworkId = _networkIds[place];
            }
        }

        private void ForgetThumbnails()
        {
            foreach (Texture2D texture in _thumbnails)
            {
                Destroy(texture);
            }

            _thumbnails.Clear();
        }
    }
}
