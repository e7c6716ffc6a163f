using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>What a session's networks answer for unmasked images.</summary>
    internal sealed class Originals
    {
        private const int MaxKept = 16;

        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly Dictionary<string, Predictions> _known = new Dictionary<string, Predictions>();

        /// <summary>Their keys, the one noted longest ago first.</summary>
        private readonly List<string> _keys = new List<string>();
        private readonly HashSet<string> _asked = new HashSet<string>();

        public Originals(string slot, ServerConnection server, Subject subject)
        {
            _slot = $"{slot}-original";
            _server = server;
            _subject = subject;
        }

        /// <summary>That of the present image, network and merged labels; null before it is known.</summary>
        public Predictions? Present
        {
            get
            {
                string? key = _subject.Key == null ? null : Key(_subject.Key, _subject.Merging.Labels);
                return key != null && _known.TryGetValue(key, out Predictions? found) ? found : null;
            }
        }

        /// <summary>Remembers the predictions of an answer about a subject, where nothing was masked.</summary>
        public void Note(string subject, LayersRequest body, Predictions predictions)
        {
            if (body.Masks.Count > 0)
            {
                return;
            }
            string key = Key(subject, body.Merged);
            _keys.Remove(key);
            _keys.Add(key);
            _known[key] = predictions;
            if (_keys.Count > MaxKept)
            {
                _known.Remove(_keys[0]);
                _keys.RemoveAt(0);
            }
        }

        /// <summary>
        /// Asks for them, where a masked image was the first that was asked for. One layer is the least one can ask
        /// for.
        /// </summary>
        public void Seek()
        {
            string? subject = _subject.Key;
            IReadOnlyList<Layer>? layers = _subject.Network?.Layers;
            MaskedImage? plain = MaskedImage.Of(_subject, System.Array.Empty<PlacedMask>(), LayersRequest.DefaultFill);
            if (subject == null || plain == null || layers == null || layers.Count == 0)
            {
                return;
            }
            string key = Key(subject, plain.Merged);
            if (_known.ContainsKey(key) || !_asked.Add(key))
            {
                return;
            }
            string last = layers[layers.Count - 1].Name;
            LayersRequest body = plain.Layers(1, LayersRequest.DefaultCriterion, new[] { last });
            _server.Ask(Operations.Layers, body, new Asking<Layers>(answer =>
            {
                _asked.Remove(key);
                Note(subject, body, answer.Predictions);
            })
            {
                Slot = _slot,
                OnStopped = () => _asked.Remove(key),
                // The change is not shown; the main request says what is wrong.
                OnFailed = _ => _asked.Remove(key),
            });
        }

        /// <summary>The same for requests whose classes are told alike.</summary>
        private static string Key(string subject, IReadOnlyList<MergedLabel> merged)
        {
            return merged.Count == 0 ? subject : $"{subject} {MergedLabels.TextOf(merged)}";
        }
    }
}
