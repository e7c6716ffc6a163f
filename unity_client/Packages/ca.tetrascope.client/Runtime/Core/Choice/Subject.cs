using System;
using System.Globalization;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>
    /// What a scene is about: an image, a network, and how the one is made to fit the other's input. Scenes that are to
    /// show the same share one.
    /// </summary>
    public sealed class Subject : IDisposable
    {
        private readonly Catalog _catalog;
        private ChosenImage? _image;
        private string? _networkId;
        private NetworkDescription? _network;

        /// <summary>Neither image nor network is chosen yet.</summary>
        public Subject(Catalog catalog)
        {
            _catalog = catalog;
            Fitting = new Fitting(Tell);
            Merging = new Merging(Tell);
            catalog.Changed += Tell;
        }

        /// <summary>It is about something else, or more is known of it.</summary>
        public event Action? Changed;

        /// <summary>How pictures are made to fit.</summary>
        public Fitting Fitting { get; }

        /// <summary>Which classes are told as one label.</summary>
        public Merging Merging { get; }

        /// <summary>The image; null before one is chosen.</summary>
        public ChosenImage? Image
        {
            get => _image;
            set
            {
                if (value?.ImageId != _image?.ImageId)
                {
                    Fitting.Turn(_image, value);
                }
                _image = value;
                Tell();
            }
        }

        /// <summary>The network; null before one is chosen.</summary>
        public string? NetworkId
        {
            get => _networkId;
            set
            {
                if (value == _networkId)
                {
                    return;
                }
                _networkId = value;
                Tell();
            }
        }

        /// <summary>What is known of the network; null until it is here.</summary>
        public NetworkDescription? Network => _network;

        /// <summary>How far what is known of the network is.</summary>
        public Loadable<NetworkDescription> Description =>
            _networkId == null ? Loadable<NetworkDescription>.Idle : _catalog.Description(_networkId);

        /// <summary>Rows and columns of the network's input; null before the network is known.</summary>
        public Size? InputSize =>
            _network == null ? (Size?)null : new Size(_network.Summary.InputHeight, _network.Summary.InputWidth);

        /// <summary>Whether the network can be used: its weights are here.</summary>
        public bool Usable => _network?.Summary.Weights.Available ?? false;

        /// <summary>
        /// Image, network and fit in one text: answers of another key are of something else. Null while one is missing.
        /// </summary>
        public string? Key { get; private set; }

        /// <summary>The same for all requests about the same picture in the same input.</summary>
        public static string KeyOf(string imageId, string networkId, string? fit, double cropAt)
        {
            return string.Join(
                " ", imageId, networkId, fit, cropAt.ToString(CultureInfo.InvariantCulture));
        }

        /// <summary>Follows the catalog no longer.</summary>
        public void Dispose()
        {
            _catalog.Changed -= Tell;
        }

        private void Tell()
        {
            _network = Description.Value;
            Fitting.Follow(_network?.Summary);
            Merging.Follow(_networkId, _network);
            Key = _image == null || _networkId == null
                ? null
                : KeyOf(_image.ImageId, _networkId, Fitting.RequestedFit, Fitting.RequestedCropAt);
            Changed?.Invoke();
        }
    }
}
