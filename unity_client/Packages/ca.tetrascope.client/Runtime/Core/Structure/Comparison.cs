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
    /// <summary>A comparison of two of a session's images, A and B, in one layer.</summary>
    public sealed class Comparison
    {
        /// <summary>The key of the image without masks.</summary>
        public const string OriginalKey = "original";

        /// <summary>The key of the image as it is masked now.</summary>
        public const string PresentKey = "present";

        private readonly Subject _subject;
        private readonly Display _display;
        private readonly MaskEdits _masks;
        private readonly Shelf _shelf;
        private readonly Teller _teller;
        private bool _open;
        private string? _keyOfA;
        private string? _keyOfB;
        private string? _layerName;
        private IReadOnlyList<ChannelDifference>? _differences;

        internal Comparison(
            string slot, ServerConnection server, Subject subject, Display display, MaskEdits masks, Shelf shelf)
        {
            _subject = subject;
            _display = display;
            _masks = masks;
            _shelf = shelf;
            _teller = server.Teller;
            A = new Side("a", slot, server, Tell);
            B = new Side("b", slot, server, Tell);
        }

        /// <summary>It is of something else, or more of it is known.</summary>
        public event Action? Changed;

        /// <summary>One side: the original unless chosen.</summary>
        public Side A { get; }

        /// <summary>The other side: what is shown now or was kept last unless chosen.</summary>
        public Side B { get; }

        /// <summary>Whether it is on show; only then is anything asked.</summary>
        public bool IsOpen
        {
            get => _open;
            set
            {
                bool changes = value != _open;
                _open = value;
                Follow();
                if (changes && value)
                {
                    TellSides();
                }
                else if (changes)
                {
                    _teller.Set("comparison", "closed");
                }
                Tell();
            }
        }

        /// <summary>
        /// The layer that is compared: the middle one of those shown unless chosen; null where there is none.
        /// </summary>
        public Layer? Layer
        {
            get
            {
                foreach (Layer layer in _subject.Network?.Layers ?? Array.Empty<Layer>())
                {
                    if (layer.Name == _layerName)
                    {
                        return layer;
                    }
                }
                IReadOnlyList<Layer> shown = _display.ColumnLayers;
                return shown.Count > 0 ? shown[shown.Count / 2] : null;
            }
        }

        /// <summary>Every channel of both, the most different first; null before both are here.</summary>
        public IReadOnlyList<ChannelDifference>? Differences
        {
            get
            {
                if (_differences == null && A.Answer.Value is SideAnswer a && B.Answer.Value is SideAnswer b)
                {
                    _differences = ChannelDifference.Between(a.Maps, b.Maps);
                }
                return _differences;
            }
        }

        /// <summary>The original, the image as it is masked now, and the kept ones.</summary>
        public IReadOnlyList<Candidate> Candidates()
        {
            var candidates = new List<Candidate>
            {
                new Candidate(OriginalKey, "Original", Array.Empty<PlacedMask>(), LayersRequest.DefaultFill),
            };
            if (_masks.All.Count > 0 && _shelf.Shown == null)
            {
                candidates.Add(new Candidate(PresentKey, "As masked now", _masks.All, _masks.Fill));
            }
            foreach (Modified item in _shelf.Kept)
            {
                candidates.Add(new Candidate(KeyOf(item), item.Name, item.Masks, item.Fill));
            }
            return candidates;
        }

        /// <summary>
        /// Chooses the sides by the keys of their candidates, and the layer by its name; null leaves one as it is.
        /// </summary>
        public void Choose(string? a = null, string? b = null, string? layer = null)
        {
            (string? beforeA, string? beforeB, string? beforeLayer) = (_keyOfA, _keyOfB, _layerName);
            _keyOfA = a ?? _keyOfA;
            _keyOfB = b ?? _keyOfB;
            _layerName = layer ?? _layerName;
            Follow();
            if (_open && (_keyOfA != beforeA || _keyOfB != beforeB))
            {
                TellSides();
            }
            if (_layerName != beforeLayer)
            {
                _teller.Set("comparison_layer", _layerName ?? "default");
            }
            Tell();
        }

        /// <summary>Asks for what is compared, while it is on show.</summary>
        internal void Follow()
        {
            Layer? layer = _open ? Layer : null;
            if (layer == null)
            {
                Stop();
                return;
            }
            IReadOnlyList<Candidate> candidates = Candidates();
            Candidate a = Find(candidates, _keyOfA) ?? candidates[0];
            string? shown = _shelf.Shown == null ? null : KeyOf(_shelf.Shown);
            Candidate b = Find(candidates, _keyOfB) ?? Find(candidates, PresentKey) ?? Find(candidates, shown)
                ?? candidates[candidates.Count - 1];
            if (!Show(A, a, layer) || !Show(B, b, layer))
            {
                Stop();
            }
        }

        /// <summary>Asks again for what could not be answered.</summary>
        internal void Retry()
        {
            A.Retry();
            B.Retry();
            Follow();
        }

        /// <summary>Asks for nothing more.</summary>
        internal void Stop()
        {
            A.Forget();
            B.Forget();
        }

        private static string KeyOf(Modified item)
        {
            return $"kept {item.Id}";
        }

        private static Candidate? Find(IReadOnlyList<Candidate> candidates, string? key)
        {
            foreach (Candidate candidate in candidates)
            {
                if (candidate.Key == key)
                {
                    return candidate;
                }
            }
            return null;
        }

        private bool Show(Side side, Candidate candidate, Layer layer)
        {
            MaskedImage? masked = MaskedImage.Of(_subject, candidate.Masks, candidate.Fill);
            if (masked == null)
            {
                return false;
            }
            side.Show(
                candidate,
                masked.Layers(_display.ClusterCount, _display.Criterion, new[] { layer.Name }, _display.Groups),
                masked.Activations(layer.Name, null, _display.Criterion));
            return true;
        }

        private void TellSides()
        {
            _teller.Tell(EventKindNames.ComparisonOpened, () => new Content
            {
                ["left"] = ToldMasks.Of(A.Image?.Masks ?? Array.Empty<PlacedMask>(), 2),
                ["right"] = ToldMasks.Of(B.Image?.Masks ?? Array.Empty<PlacedMask>(), 2),
            });
        }

        private void Tell()
        {
            _differences = null;
            Changed?.Invoke();
        }
    }
}
