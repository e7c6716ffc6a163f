using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Pixel = Tetrascope.Geometry.Pixel;
using Region = Tetrascope.Geometry.Region;
using Size = Tetrascope.Geometry.Size;

namespace Tetrascope.Beside
{
    /// <summary>Two networks on one image: that of a session, A, and another, B.</summary>
    public sealed class SideBySide : IDisposable
    {
        private readonly ServerConnection _server;
        private readonly StructureSession _session;
        private string? _wanted;
        private IReadOnlyList<Layer>? _layersOfA;
        private IReadOnlyList<Layer>? _layersOfB;

        internal SideBySide(string slot, ServerConnection server, StructureSession session)
        {
            _server = server;
            _session = session;
            B = new OtherSide($"{slot}-beside", server, session);
            B.Subject.Changed += Tell;
            B.Inputs.Changed += Tell;
            B.Answers.ProgressChanged += Tell;
            Pools = new PoolsBeside($"{slot}-beside", server, session, B);
        }

        /// <summary>There is another network, or more is known of what it answers.</summary>
        public event Action? Changed;

        /// <summary>The network that is asked for; null for none.</summary>
        public string? Wanted
        {
            get => _wanted;
            set
            {
                if (value != _wanted)
                {
                    _wanted = value;
                    Tell();
                }
            }
        }

        /// <summary>The networks that can be B; none before the catalog is here.</summary>
        public IReadOnlyList<NetworkSummary> Others => OtherNetworks.Of(
            _server.Catalog.Networks.Value ?? Array.Empty<NetworkSummary>(), _session.Subject.NetworkId);

        /// <summary>Whether another network is shown.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>The other network.</summary>
        public OtherSide B { get; }

        /// <summary>The masked copies of both.</summary>
        public PoolsBeside Pools { get; }

        /// <summary>How the lists of labels are to each other; null before both networks are known.</summary>
        public LabelSets? Labels { get; private set; }

        /// <summary>The layers shown of both, beside each other; none before both are known.</summary>
        public IReadOnlyList<Resolution> Resolutions { get; private set; } = Array.Empty<Resolution>();

        /// <summary>Where each of A's layers stands, as they stand beside B's; null for one after the other.</summary>
        public IReadOnlyList<int>? PlacesOfA { get; private set; }

        /// <summary>Where each of B's stands.</summary>
        public IReadOnlyList<int>? PlacesOfB { get; private set; }

        /// <summary>What stands above A's input; null while it stands alone.</summary>
        public string? NameOfA { get; private set; }

        /// <summary>What stands above B's input.</summary>
        public string? NameOfB { get; private set; }

        /// <summary>How many places there are.</summary>
        public int Places { get; private set; }

        /// <summary>
        /// Where a pixel of a network's map, of A or of B, stands in a map of the other; null where it is not seen
        /// there, or before both inputs are known.
        /// </summary>
        public Region? SamePlace(bool ofA, Size map, Pixel pixel, Size other) =>
            SeenBy(ofA, map) is Seen from && SeenBy(!ofA, other) is Seen to
                ? Place.RegionOver(Region.Of(pixel), from, to)
                : (Region?)null;

        /// <summary>Follows nothing any longer.</summary>
        public void Dispose()
        {
            B.Dispose();
        }

        /// <summary>Brings the other network in step with the session.</summary>
        internal void Follow()
        {
            string? other = Chosen();
            bool changes = IsOpen != (other != null);
            IsOpen = other != null;
            if (IsOpen || changes)
            {
                B.Follow(other);
            }
            Pools.Follow(IsOpen);
            if (Align() || changes)
            {
                Tell();
            }
        }

        /// <summary>Asks again, after something went wrong.</summary>
        internal void Retry()
        {
            if (IsOpen)
            {
                B.Retry();
                Pools.Retry();
            }
        }

        /// <summary>Asks for nothing more.</summary>
        internal void Stop()
        {
            B.Stop();
            Pools.Stop();
        }

        private Seen? SeenBy(bool ofA, Size map)
        {
            Framing? framing = OtherSide.FramingOf(ofA ? _session.Inputs : B.Inputs);
            Size? input = ofA ? _session.Subject.InputSize : B.Subject.InputSize;
            return framing == null || input == null ? (Seen?)null : new Seen(framing, input.Value, map);
        }

        /// <summary>The network that is asked for, where it can be had.</summary>
        private string? Chosen()
        {
            if (_wanted == null)
            {
                return null;
            }
            foreach (NetworkSummary one in Others)
            {
                if (one.NetworkId == _wanted)
                {
                    return _wanted;
                }
            }
            return null;
        }

        /// <summary>Finds which layers stand beside each other; whether that is another than before.</summary>
        private bool Align()
        {
            NetworkDescription? a = IsOpen ? _session.Subject.Network : null;
            NetworkDescription? b = IsOpen ? B.Subject.Network : null;
            bool known = a != null && b != null && _session.Subject.InputSize != null && B.Subject.InputSize != null;
            IReadOnlyList<Layer>? ofA = known ? _session.Display.ColumnLayers : null;
            IReadOnlyList<Layer>? ofB = known ? B.Display.ColumnLayers : null;
            if (SameLayers(ofA, _layersOfA) && SameLayers(ofB, _layersOfB))
            {
                return false;
            }
            (_layersOfA, _layersOfB) = (ofA, ofB);
            (Labels, PlacesOfA, PlacesOfB, Places, NameOfA, NameOfB) = (null, null, null, 0, null, null);
            Resolutions = Array.Empty<Resolution>();
            if (ofA != null && ofB != null)
            {
                Labels = LabelSets.Of(a!.ClassNames, b!.ClassNames);
                (NameOfA, NameOfB) = ($"A: {a.Summary.Title}", $"B: {b.Summary.Title}");
                Size sizeOfA = _session.Subject.InputSize!.Value;
                Size sizeOfB = B.Subject.InputSize!.Value;
                Resolutions = Alignment.AlignedLayers(new Flow(ofA, sizeOfA), new Flow(ofB, sizeOfB));
                Arrange(ofA, ofB);
            }
            return true;
        }

        /// <summary>Gives each pair a place, so that data flows on from left to right in both.</summary>
        private void Arrange(IReadOnlyList<Layer> ofA, IReadOnlyList<Layer> ofB)
        {
            (var placesOfA, var placesOfB) = (new Dictionary<Layer, int>(), new Dictionary<Layer, int>());
            foreach (Resolution resolution in Resolutions)
            {
                foreach (LayerPair pair in resolution.Pairs)
                {
                    Put(pair.One, placesOfA);
                    Put(pair.Two, placesOfB);
                    Places++;
                }
            }
            PlacesOfA = Listed(ofA, placesOfA);
            PlacesOfB = Listed(ofB, placesOfB);

            void Put(Layer? layer, Dictionary<Layer, int> places)
            {
                if (layer != null)
                {
                    places[layer] = Places;
                }
            }
        }

        private static int[] Listed(IReadOnlyList<Layer> layers, Dictionary<Layer, int> places)
        {
            var listed = new int[layers.Count];
            for (int position = 0; position < listed.Length; position++)
            {
                listed[position] = places[layers[position]];
            }
            return listed;
        }

        private static bool SameLayers(IReadOnlyList<Layer>? one, IReadOnlyList<Layer>? other)
        {
            bool same = one?.Count == other?.Count;
            for (int place = 0; same && one != null && place < one.Count; place++)
            {
                same = ReferenceEquals(one[place], other![place]);
            }
            return same;
        }

        private void Tell()
        {
            Changed?.Invoke();
        }
    }
}
