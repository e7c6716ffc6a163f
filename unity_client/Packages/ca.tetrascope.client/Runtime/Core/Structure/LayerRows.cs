using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Telling;

namespace Tetrascope.Structure
{
    /// <summary>
    /// One layer over many of a session's images: the original, what is masked now, and those that are kept, in the
    /// clusters of the original, with what differs from it.
    /// </summary>
    public sealed class LayerRows
    {
        /// <summary>Questions under way at a time: while the server computes one, the other travels.</summary>
        private const int AtOnce = 2;

        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly Display _display;
        private readonly Comparison _comparison;
        private readonly RowImage?[] _asked = new RowImage?[AtOnce];
        private readonly Running?[] _running = new Running?[AtOnce];
        private List<RowImage> _rows = new List<RowImage>();
        private bool _open;
        private bool _byFall;
        private string? _layerName;

        internal LayerRows(
            string slot, ServerConnection server, Subject subject, Display display, Comparison comparison)
        {
            _slot = $"{slot}-rows";
            _server = server;
            _subject = subject;
            _display = display;
            _comparison = comparison;
        }

        /// <summary>Another layer, image or order is shown, or more is known.</summary>
        public event Action? Changed;

        /// <summary>Whether it is on show; only then is anything asked.</summary>
        public bool IsOpen
        {
            get => _open;
            set
            {
                if (value != _open)
                {
                    _open = value;
                    _server.Teller.Set("layer_rows", value ? Layer?.Name ?? "default" : "closed");
                }
                Follow();
                Tell();
            }
        }

        /// <summary>The layer: the one of the comparison unless chosen; null where there is none.</summary>
        public Layer? Layer =>
            _subject.Network?.Layers.FirstOrDefault(layer => layer.Name == _layerName) ?? _comparison.Layer;

        /// <summary>Whether the image that takes most from the original's answer comes first.</summary>
        public bool ByFall
        {
            get => _byFall;
            set
            {
                if (value != _byFall)
                {
                    _byFall = value;
                    _server.Teller.Set("rows_order", value ? "fall" : "made");
                    Tell();
                }
            }
        }

        /// <summary>The original first, then the others in their order.</summary>
        public IReadOnlyList<RowImage> Rows
        {
            get
            {
                if (!_byFall || _rows.Count == 0)
                {
                    return _rows;
                }
                RowImage original = _rows[0];
                var rows = new List<RowImage> { original };
                // A stable order: equal falls stay as they were made, and what is not known is last.
                rows.AddRange(_rows.Skip(1).OrderByDescending(row => FallOf(row, original)));
                return rows;
            }
        }

        /// <summary>The largest change of any cluster in any row: the strongest colour stands for it in all.</summary>
        public double Limit => _rows.SelectMany(row => row.Changes).Select(change => change.Largest)
            .DefaultIfEmpty(0).Max();

        /// <summary>How many rows are answered.</summary>
        public int Answered => _rows.Count(row => row.State == LoadState.Ready);

        /// <summary>Whether an answer is awaited.</summary>
        public bool Waits => _asked.Any(row => row != null);

        /// <summary>Shows another layer, by its name.</summary>
        public void Choose(string layer)
        {
            if (layer != Layer?.Name)
            {
                _server.Teller.Set("layer_rows", layer);
            }
            _layerName = layer;
            Follow();
            Tell();
        }

        /// <summary>
        /// Brings the rows in step with the images, and asks for what is not known, while it is on show.
        /// </summary>
        internal void Follow()
        {
            List<RowImage>? rows = _open ? Wanted() : null;
            if (rows == null)
            {
                Stop();
                return;
            }
            bool same = rows.Count == _rows.Count;
            for (int place = 0; same && place < rows.Count; place++)
            {
                same = rows[place].Key.Equals(_rows[place].Key);
            }
            if (same)
            {
                for (int place = 0; place < rows.Count; place++)
                {
                    _rows[place].Image = rows[place].Image;
                }
                AskNext();
                return;
            }
            Cancel();
            // What was answered before is kept: the same question has the same answer.
            _rows = rows.ConvertAll(
                row => _rows.Find(known => known.State == LoadState.Ready && known.Key.Equals(row.Key)) ?? row);
            AskNext();
            Tell();
        }

        /// <summary>Asks again for what could not be answered.</summary>
        internal void Retry()
        {
            Cancel();
            _rows.ForEach(row => row.Forget());
            Follow();
            Tell();
        }

        /// <summary>Asks for nothing more.</summary>
        internal void Stop()
        {
            Cancel();
            _rows.ForEach(row => row.Forget());
        }

        private static double FallOf(RowImage row, RowImage original)
        {
            return row.FallFrom(original) is (ClassScore before, double now, _)
                ? before.Probability - now
                : double.NegativeInfinity;
        }

        /// <summary>The rows that there should be; null where nothing can be asked.</summary>
        private List<RowImage>? Wanted()
        {
            if (!(Layer is Layer layer))
            {
                return null;
            }
            var rows = new List<RowImage>();
            foreach (Candidate image in _comparison.Candidates())
            {
                MaskedImage? masked = MaskedImage.Of(_subject, image.Masks, image.Fill);
                if (masked == null)
                {
                    return null;
                }
                LayersRequest question = masked.Layers(
                    _display.ClusterCount, _display.Criterion, new[] { layer.Name }, GroupsNames.Original, true);
                rows.Add(new RowImage(image, question));
            }
            return rows;
        }

        private void AskNext()
        {
            for (int slot = 0; slot < AtOnce; slot++)
            {
                RowImage? next = _asked[slot] == null ? _rows.Find(row => row.State == LoadState.Idle) : null;
                if (next != null)
                {
                    Ask(slot, next);
                }
            }
        }

        private void Ask(int slot, RowImage row)
        {
            row.Begin();
            _asked[slot] = row;
            _running[slot] = _server.Ask(Operations.Layers, row.Question, new Asking<Layers>(answer =>
            {
                if (_asked[slot] == row)
                {
                    row.Take(answer);
                    End(slot);
                }
            })
            {
                Slot = $"{_slot}-{slot}",
                OnFailed = complaint =>
                {
                    if (_asked[slot] == row)
                    {
                        row.Fail(complaint);
                        End(slot);
                    }
                },
            });
        }

        /// <summary>One that was asked has ended: the next one goes on, and who looks is told.</summary>
        private void End(int slot)
        {
            _asked[slot] = null;
            _running[slot] = null;
            AskNext();
            Tell();
        }

        private void Cancel()
        {
            for (int slot = 0; slot < AtOnce; slot++)
            {
                RowImage? row = _asked[slot];
                _asked[slot] = null;
                _running[slot]?.Cancel();
                _running[slot] = null;
                row?.Forget();
            }
        }

        private void Tell()
        {
            Changed?.Invoke();
        }
    }
}
