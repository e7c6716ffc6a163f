using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>
    /// The small maps in a session's list of layers, of the rows in sight; asked for one layer after the other.
    /// </summary>
    public sealed class FirstMaps
    {
        /// <summary>Maps of a layer that the list shows: its first channels, as they are, without clusters.</summary>
        public const int PerLayer = 3;

        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly MaskEdits _masks;
        private readonly List<Row> _rows = new List<Row>();
        private bool _busy;

        internal FirstMaps(ServerConnection server, Subject subject, MaskEdits masks)
        {
            _server = server;
            _subject = subject;
            _masks = masks;
        }

        /// <summary>
        /// Watches the first maps of a layer, while its row is in sight: <paramref name="arrived"/> has them, by
        /// channel, now and whenever they are others. To dispose of what it gives ends that.
        /// </summary>
        public IDisposable Watch(Layer layer, Action<IReadOnlyList<FeatureMap>> arrived)
        {
            var row = new Row(this, layer, arrived);
            _rows.Add(row);
            AskNext();
            return row;
        }

        /// <summary>Asks for what is missing.</summary>
        internal void Follow()
        {
            AskNext();
        }

        private void AskNext()
        {
            MaskedImage? masked = _rows.Count == 0 || _busy ? null : MaskedImage.Of(_subject, _masks.All, _masks.Fill);
            if (masked == null)
            {
                return;
            }
            foreach (Row row in _rows)
            {
                ActivationsRequest body = masked.Activations(row.Layer.Name, row.Channels());
                var key = new RequestKey(body);
                if (!key.Equals(row.Asked))
                {
                    row.Asked = key;
                    Ask(row, key, body);
                    return;
                }
            }
        }

        private void Ask(Row row, RequestKey key, ActivationsRequest body)
        {
            _busy = true;
            _server.Ask(Operations.Activations, body, new Asking<Activations>(answer =>
            {
                if (key.Equals(row.Asked) && _rows.Contains(row))
                {
                    row.Arrived(answer.Maps);
                }
                GoOn();
            })
            {
                OnStopped = GoOn,
                // A list without small pictures is still the list; what is wrong is said where the layers themselves
                // are asked for.
                OnFailed = _ => GoOn(),
            });
        }

        private void GoOn()
        {
            _busy = false;
            AskNext();
        }

        private sealed class Row : IDisposable
        {
            private readonly FirstMaps _owner;

            public Row(FirstMaps owner, Layer layer, Action<IReadOnlyList<FeatureMap>> arrived)
            {
                _owner = owner;
                Layer = layer;
                Arrived = arrived;
            }

            public Layer Layer { get; }

            public Action<IReadOnlyList<FeatureMap>> Arrived { get; }

            /// <summary>What the maps that are here, or on their way, are of.</summary>
            public RequestKey Asked { get; set; }

            public IReadOnlyList<int> Channels()
            {
                int[] channels = new int[Math.Min(PerLayer, Layer.Channels)];
                for (int channel = 0; channel < channels.Length; channel++)
                {
                    channels[channel] = channel;
                }
                return channels;
            }

            public void Dispose()
            {
                _owner._rows.Remove(this);
            }
        }
    }
}
