using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Telling;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Structure
{
    /// <summary>The feature maps of a session that are open: those of a cluster, or of a whole layer.</summary>
    public sealed class Maps
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly Display _display;
        private readonly MaskEdits _masks;
        private readonly Answers _answers;
        private readonly List<FeatureMap> _sorted = new List<FeatureMap>();
        private MapOrder _order;
        private int? _largeChannel;

        /// <summary>
        /// What the maps that are here are of; those of another layer, image or criterion are never shown for this one.
        /// </summary>
        private string _shownKey = "";
        private RequestKey _asked;
        private string _askedKey = "";
        private Running? _running;
        private bool _following;

        internal Maps(
            string slot, ServerConnection server, Subject subject, Display display, MaskEdits masks, Answers answers)
        {
            _slot = $"{slot}-maps";
            _server = server;
            _subject = subject;
            _display = display;
            _masks = masks;
            _answers = answers;
        }

        /// <summary>
        /// Others are open, or have come, or are shown in another order; or how far they are has changed.
        /// </summary>
        public event Action? Changed;

        /// <summary>The name of the layer whose maps are open; null for none.</summary>
        public string? OpenLayer { get; private set; }

        /// <summary>The cluster whose maps are open; null for all maps of the layer.</summary>
        public int? OpenCluster { get; private set; }

        /// <summary>The layer whose maps are open; null where none is, or this network has none of that name.</summary>
        public Layer? Layer { get; private set; }

        /// <summary>Clusters that the open layer has now, by the criterion chosen; null before they are here.</summary>
        public IReadOnlyList<Cluster>? Clusters
        {
            get
            {
                foreach (ClusteredLayer? column in _answers.Columns)
                {
                    if (column?.Layer == OpenLayer && column?.Criterion == _display.Criterion)
                    {
                        return column.Clusters;
                    }
                }
                return null;
            }
        }

        /// <summary>Whether they are on their way.</summary>
        public bool IsRunning => _running != null;

        /// <summary>How far they are, where that is known.</summary>
        public Progress? Progress { get; private set; }

        /// <summary>Why they could not be had.</summary>
        public Complaint? Complaint { get; private set; }

        /// <summary>The maps that are open, in the order chosen; empty before they arrive.</summary>
        public IReadOnlyList<FeatureMap> Sorted => _sorted;

        /// <summary>Order of the maps.</summary>
        public MapOrder Order
        {
            get => _order;
            set
            {
                _order = value;
                Sort();
                Changed?.Invoke();
            }
        }

        /// <summary>The channel that is shown large; null for the grid.</summary>
        public int? LargeChannel
        {
            get => _largeChannel;
            set
            {
                if (value != _largeChannel)
                {
                    TellLarge(value);
                }
                _largeChannel = value;
                Changed?.Invoke();
            }
        }

        /// <summary>
        /// The place of the map shown large among <see cref="Sorted"/>; −1 where it is not among them.
        /// </summary>
        public int LargePlace => _sorted.FindIndex(map => map.Channel == LargeChannel);

        /// <summary>Opens the maps of a cluster, or with null of the whole layer.</summary>
        public void Open(string layer, int? cluster)
        {
            _server.Teller.Tell(
                cluster == null ? EventKindNames.LayerOpened : EventKindNames.ClusterOpened, () =>
                {
                    var content = new Content { ["layer"] = layer };
                    if (cluster is int index)
                    {
                        content["cluster"] = index;
                    }
                    return content;
                });
            Become(layer, cluster);
        }

        /// <summary>Closes them.</summary>
        public void Close()
        {
            if (OpenLayer != null)
            {
                _server.Teller.Tell(EventKindNames.MapsClosed);
            }
            Become(null, null);
        }

        /// <summary>Shows the map so many places further large; stays at the ends.</summary>
        public void Step(int by)
        {
            int next = LargePlace + by;
            if (LargePlace >= 0 && next >= 0 && next < _sorted.Count)
            {
                LargeChannel = _sorted[next].Channel;
            }
        }

        /// <summary>Maps sorted by channel, or the highest score first with equal ones by channel.</summary>
        internal static int Compare(FeatureMap one, FeatureMap other, MapOrder by)
        {
            int byScore = by == MapOrder.Score ? other.Score.CompareTo(one.Score) : 0;
            return byScore != 0 ? byScore : one.Channel.CompareTo(other.Channel);
        }

        /// <summary>
        /// Asks for the maps that are open, where they are not here or on their way; forgets those that are not open.
        /// </summary>
        internal void Follow()
        {
            _following = true;
            Layer = FindLayer();
            if (Layer == null)
            {
                Drop();
                return;
            }
            string key = KeyOf(Layer);
            if (key != _shownKey && _sorted.Count > 0)
            {
                _sorted.Clear();
                Changed?.Invoke();
            }
            ActivationsRequest? body = Wanted(Layer, key);
            if (body != null)
            {
                Ask(key, body);
            }
        }

        /// <summary>Asks again, after something went wrong.</summary>
        internal void Retry()
        {
            if (Complaint == null)
            {
                return;
            }
            _asked = default;
            Follow();
        }

        /// <summary>Asks for nothing more, and forgets the maps; they may be many megabytes.</summary>
        internal void Stop()
        {
            _following = false;
            Drop();
        }

        private void TellLarge(int? channel)
        {
            if (channel is int large && OpenLayer is string layer)
            {
                _server.Teller.Tell(
                    EventKindNames.MapOpened, () => new Content { ["layer"] = layer, ["channel"] = large });
            }
            else
            {
                _server.Teller.Set("large_map", "none");
            }
        }

        private void Become(string? layer, int? cluster)
        {
            OpenLayer = layer;
            OpenCluster = cluster;
            _largeChannel = null;
            if (_following)
            {
                Follow();
            }
            Changed?.Invoke();
        }

        private void Drop()
        {
            bool changes = _sorted.Count > 0 || IsRunning || Complaint != null;
            _asked = default;
            _askedKey = "";
            _shownKey = "";
            _sorted.Clear();
            Running? running = _running;
            End(null);
            running?.Cancel();
            if (changes)
            {
                Changed?.Invoke();
            }
        }

        private Layer? FindLayer()
        {
            if (OpenLayer == null || _subject.Network == null)
            {
                return null;
            }
            foreach (Layer layer in _subject.Network.Layers)
            {
                if (layer.Name == OpenLayer)
                {
                    return layer;
                }
            }
            return null;
        }

        /// <summary>Maps of the same may stand in for each other while newer ones are computed.</summary>
        private string KeyOf(Layer layer)
        {
            return $"{_subject.Key} {layer.Name} {OpenCluster} {_display.Criterion}";
        }

        /// <summary>What to ask for; null where its channels are not known, or may change in a moment.</summary>
        private ActivationsRequest? Wanted(Layer layer, string key)
        {
            MaskedImage? masked = MaskedImage.Of(_subject, _masks.All, _masks.Fill);
            if (masked == null || OpenCluster == null)
            {
                return masked?.Activations(layer.Name, null, _display.Criterion);
            }
            if (_answers.Pending && _shownKey == key)
            {
                return null;
            }
            IReadOnlyList<Cluster>? clusters = Clusters;
            return clusters != null && OpenCluster < clusters.Count
                ? masked.Activations(layer.Name, clusters[OpenCluster.Value].Channels, _display.Criterion)
                : null;
        }

        private void Ask(string key, ActivationsRequest body)
        {
            var asked = new RequestKey(body);
            if (key == _askedKey && asked.Equals(_asked))
            {
                return;
            }
            _asked = asked;
            _askedKey = key;
            End(null);
            Running? own = null;
            Action<ClassScore?> answered = _server.Teller.Ask(OperationNames.Activations);
            own = _running = _server.Ask(
                Operations.Activations,
                body,
                new Asking<Activations>(answer => OfOwn(own, () =>
                {
                    answered(null);
                    Take(key, answer);
                }))
                {
                    Slot = _slot,
                    OnProgress = progress => OfOwn(own, () => Progress = progress),
                    OnFailed = complaint => OfOwn(own, () => End(complaint)),
                });
            Changed?.Invoke();
        }

        private void OfOwn(Running? own, Action change)
        {
            if (own != _running)
            {
                return;
            }
            change();
            Changed?.Invoke();
        }

        private void Take(string key, Activations answer)
        {
            End(null);
            _shownKey = key;
            _sorted.Clear();
            _sorted.AddRange(answer.Maps);
            Sort();
        }

        private void End(Complaint? complaint)
        {
            _running = null;
            Progress = null;
            Complaint = complaint;
        }

        private void Sort()
        {
            _sorted.Sort((one, other) => Compare(one, other, Order));
        }
    }
}
