using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Settings
{
    /// <summary>What is remembered from one visit to the next.</summary>
    public sealed class Remembered
    {
        private const string AddressKey = "tetrascope.address";
        private const string TokenKey = "tetrascope.token";
        private const string ImageKey = "tetrascope.image";
        private const string NetworkKey = "tetrascope.network";
        private const string ToursKey = "tetrascope.tours";
        private const string MergedKey = "tetrascope.merged.";

        private readonly ISettingsStore _store;

        /// <summary>What <paramref name="store"/> holds.</summary>
        public Remembered(ISettingsStore store)
        {
            _store = store;
        }

        /// <summary>Where the server is; the one on this machine before another was given.</summary>
        public ServerAddress Address
        {
            get
            {
                try
                {
                    string? text = _store.Get(AddressKey);
                    return text == null ? ServerAddress.Local : ServerAddress.Parse(text);
                }
                catch (Complaint)
                {
                    return ServerAddress.Local; // written by hand, or by a later release
                }
            }
            set => _store.Set(AddressKey, value.ToString());
        }

        /// <summary>The server's token; null for none.</summary>
        public string? Token
        {
            get => _store.Get(TokenKey);
            set => _store.Set(TokenKey, value);
        }

        /// <summary>The image chosen last, by its id; null for none.</summary>
        public string? ImageId
        {
            get => _store.Get(ImageKey);
            set => _store.Set(ImageKey, value);
        }

        /// <summary>The network chosen last; null for none.</summary>
        public string? NetworkId
        {
            get => _store.Get(NetworkKey);
            set => _store.Set(NetworkKey, value);
        }

        /// <summary>The labels of a network that were merged last; none where nothing can be read.</summary>
        public IReadOnlyList<MergedLabel> Merged(string networkId)
        {
            string? text = _store.Get(MergedKey + networkId);
            return (text == null ? null : MergedLabels.Read(text)) ?? MergedLabels.None;
        }

        /// <summary>Remembers the labels of a network that are merged.</summary>
        public void Merge(string networkId, IReadOnlyList<MergedLabel> labels)
        {
            _store.Set(MergedKey + networkId, labels.Count == 0 ? null : MergedLabels.TextOf(labels));
        }

        /// <summary>The views of which the tour was taken or declined.</summary>
        public IReadOnlyList<string> ToursSeen
        {
            get => _store.Get(ToursKey)?.Split(' ') ?? Array.Empty<string>();
            set => _store.Set(ToursKey, string.Join(" ", value));
        }
    }
}
