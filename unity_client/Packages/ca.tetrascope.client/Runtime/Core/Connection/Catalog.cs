using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// What a server tells of itself. Each thing is asked for when it is first looked at, and again where that did not
    /// work once the server is back, or when it was replaced.
    /// </summary>
    public sealed class Catalog
    {
        private readonly HttpRoutes _http;
        private readonly CatalogEntry<IReadOnlyList<NetworkSummary>> _networks;
        private readonly CatalogEntry<IReadOnlyList<Sample>> _samples;
        private readonly Dictionary<string, CatalogEntry<NetworkDescription>> _descriptions =
            new Dictionary<string, CatalogEntry<NetworkDescription>>();

        internal Catalog(HttpRoutes http)
        {
            _http = http;
            _networks = new CatalogEntry<IReadOnlyList<NetworkSummary>>(http.Networks, Tell);
            _samples = new CatalogEntry<IReadOnlyList<Sample>>(http.Samples, Tell);
        }

        /// <summary>Something of it has come, or could not be had.</summary>
        public event Action? Changed;

        /// <summary>Every network that can be asked for.</summary>
        public Loadable<IReadOnlyList<NetworkSummary>> Networks => _networks.Look();

        /// <summary>The images that come with Tetrascope.</summary>
        public Loadable<IReadOnlyList<Sample>> Samples => _samples.Look();

        /// <summary>
        /// The network to start with: the catalog's default where its weights are here, else one whose weights are;
        /// null before the list is here, and for an empty one.
        /// </summary>
        public NetworkSummary? StartingNetwork
        {
            get
            {
                NetworkSummary? preferred = null;
                NetworkSummary? usable = null;
                foreach (NetworkSummary one in Networks.Value ?? Array.Empty<NetworkSummary>())
                {
                    if (preferred == null || (one.Default && !preferred.Default))
                    {
                        preferred = one;
                    }
                    if (one.Weights.Available)
                    {
                        usable ??= one;
                    }
                }
                return preferred?.Weights.Available == true ? preferred : usable ?? preferred;
            }
        }

        /// <summary>A network with its layers and their geometry.</summary>
        public Loadable<NetworkDescription> Description(string networkId)
        {
            if (!_descriptions.TryGetValue(networkId, out CatalogEntry<NetworkDescription>? entry))
            {
                entry = new CatalogEntry<NetworkDescription>(
                    (answered, failed) => _http.Network(networkId, answered, failed), Tell);
                _descriptions.Add(networkId, entry);
            }
            return entry.Look();
        }

        /// <summary>Fetches all of it again: because the server may have changed.</summary>
        public void Reload()
        {
            foreach (ICatalogEntry entry in Entries())
            {
                entry.Reload();
            }
        }

        /// <summary>Fetches again what could not be had.</summary>
        public void Retry()
        {
            foreach (ICatalogEntry entry in Entries())
            {
                entry.Retry();
            }
        }

        private List<ICatalogEntry> Entries()
        {
            var entries = new List<ICatalogEntry> { _networks, _samples };
            entries.AddRange(_descriptions.Values);
            return entries;
        }

        private void Tell()
        {
            Changed?.Invoke();
        }
    }
}
