using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Telling;

namespace Tetrascope.Structure
{
    /// <summary>What a session's network answers, kept in step with what the person wants.</summary>
    public sealed class Answers
    {
        private readonly Subject _subject;
        private readonly Display _display;
        private readonly MaskEdits _masks;
        private readonly IClock _clock;
        private readonly Originals _originals;
        private readonly LiveRequests _live;
        private readonly Teller _teller;
        private readonly List<ClusteredLayer?> _columns = new List<ClusteredLayer?>();

        /// <summary>
        /// Image and network of what is shown, and its layers: what an answer of another kind does not mix with.
        /// </summary>
        private string _shownSubject = "";
        private string _shownLayers = "";
        private double _since;
        private Action<ClassScore?> _answered = _ => { };

        /// <summary>What was wanted last, and whether no hand was drawing then.</summary>
        private RequestKey _wanted;
        private bool _rested;

        internal Answers(
            string slot,
            ServerConnection server,
            Subject subject,
            Display display,
            MaskEdits masks,
            Originals originals)
        {
            _subject = subject;
            _display = display;
            _masks = masks;
            _clock = server.Clock;
            _teller = server.Teller;
            _originals = originals;
            _live = new LiveRequests(
                (body, asking) =>
                {
                    asking.Slot = slot;
                    return server.Ask(Operations.Layers, body, asking).Cancel;
                },
                new Listener(this));
        }

        /// <summary>The classes of the newest request are here.</summary>
        public event Action<Predictions>? PredictionsArrived;

        /// <summary>A column of the newest request is here, in its place among <see cref="Columns"/>.</summary>
        public event Action<ClusteredLayer>? LayerArrived;

        /// <summary>
        /// What was shown is of another image, network or layers, and is dropped: classes, columns or both.
        /// </summary>
        public event Action? Dropped;

        /// <summary>The newest request is further than before, begins, or has ended.</summary>
        public event Action? ProgressChanged;

        /// <summary>The newest request cannot be answered.</summary>
        public event Action<Complaint>? Failed;

        /// <summary>How far the newest request is.</summary>
        public AnswerState State { get; private set; }

        /// <summary>The classes; null before the first answer for this image and network.</summary>
        public Predictions? Predictions { get; private set; }

        /// <summary>Whether the classes shown are older than the newest request.</summary>
        public bool Awaited { get; private set; }

        /// <summary>The columns by position; null where one has not arrived.</summary>
        public IReadOnlyList<ClusteredLayer?> Columns => _columns;

        /// <summary>How many of the columns are of the newest request.</summary>
        public int Arrived { get; private set; }

        /// <summary>How far the server is with the newest request, where it says so.</summary>
        public Progress? Progress { get; private set; }

        /// <summary>Why the newest request failed; null unless it did.</summary>
        public Complaint? Complaint { get; private set; }

        /// <summary>Seconds that the last complete answer took, seen from here; null before one.</summary>
        public double? LastSeconds { get; private set; }

        /// <summary>Whether columns may be older than the input.</summary>
        public bool Pending => State == AnswerState.Running;

        /// <summary>What the network answers for the unmasked image; null before it is known.</summary>
        public Predictions? Original => _originals.Present;

        /// <summary>The same while something is masked; else null.</summary>
        public Predictions? ComparedWith => Predictions?.Masks.Count > 0 ? Original : null;

        /// <summary>
        /// Asks for what is wanted, where that has changed; while a hand draws, when what is under way is answered.
        /// </summary>
        internal void Follow()
        {
            LayersRequest? body = Wanted();
            if (body == null)
            {
                _wanted = default;
                if (_subject.Image == null)
                {
                    Clear();
                }
                return;
            }
            var key = new RequestKey(body);
            bool rests = _masks.Draft == null;
            // What was refused is not asked again before something changes.
            if (key.Equals(_wanted) && rests == _rested)
            {
                return;
            }
            _wanted = key;
            _rested = rests;
            bool changed = PrepareFor(body);
            _live.Want(body, key, changed || rests);
        }

        /// <summary>Asks again, after something went wrong.</summary>
        internal void Retry()
        {
            LayersRequest? body = Wanted();
            if (body != null)
            {
                PrepareFor(body);
                _live.Again(body);
            }
        }

        /// <summary>Asks for nothing more.</summary>
        internal void Stop()
        {
            _live.Stop();
            _wanted = default;
            if (Pending)
            {
                Clear();
            }
        }

        /// <summary>The request that should be answered; null while something for it is missing.</summary>
        private LayersRequest? Wanted()
        {
            MaskedImage? masked = MaskedImage.Of(_subject, _display.LiveMasks ? _masks.Live : _masks.All, _masks.Fill);
            if (masked == null)
            {
                return null;
            }
            List<string>? layers = null;
            if (_display.LayersShown != LayerChoice.Usual)
            {
                layers = new List<string>();
                foreach (Layer layer in _display.ColumnLayers)
                {
                    layers.Add(layer.Name);
                }
            }
            return masked.Layers(
                _display.ClusterCount, _display.Criterion, layers, _display.Groups, _display.Difference);
        }

        /// <summary>
        /// Drops what is shown where it is of another image or network, and columns of other layers. True where it did.
        /// </summary>
        private bool PrepareFor(LayersRequest body)
        {
            string subject = _subject.Key ?? "";
            string layers = $"{subject} {(body.Layers == null ? "" : string.Join(" ", body.Layers))}";
            bool changed = layers != _shownLayers;
            bool drops = (subject != _shownSubject && Predictions != null) || (changed && _columns.Count > 0);
            if (subject != _shownSubject)
            {
                Predictions = null;
            }
            if (changed)
            {
                _columns.Clear();
            }
            _shownSubject = subject;
            _shownLayers = layers;
            if (drops)
            {
                Dropped?.Invoke();
            }
            return changed;
        }

        /// <summary>Forgets what is shown, as before the first request.</summary>
        private void Clear()
        {
            bool drops = Predictions != null || _columns.Count > 0;
            _shownSubject = "";
            _shownLayers = "";
            Predictions = null;
            Awaited = false;
            _columns.Clear();
            LastSeconds = null;
            if (drops)
            {
                Dropped?.Invoke();
            }
            if (State != AnswerState.Idle)
            {
                Enter(AnswerState.Idle);
            }
        }

        private void Enter(AnswerState state, Complaint? complaint = null)
        {
            State = state;
            Complaint = complaint;
            Arrived = state == AnswerState.Running ? 0 : Arrived;
            Progress = null;
            ProgressChanged?.Invoke();
        }

        /// <summary>Takes in what arrives of the newest request.</summary>
        private sealed class Listener : ILiveListener
        {
            private readonly Answers _answers;

            public Listener(Answers answers)
            {
                _answers = answers;
            }

            public void Sent(LayersRequest body)
            {
                _answers._since = _answers._clock.Seconds;
                _answers._answered = _answers._teller.Ask(OperationNames.Layers);
                _answers.PrepareFor(body);
                _answers.Awaited = true;
                _answers.Enter(AnswerState.Running);
            }

            public void Arrived(LayersRequest body, Predictions predictions)
            {
                _answers.Awaited = false;
                _answers.Predictions = predictions;
                _answers._originals.Note(_answers._shownSubject, body, predictions);
                _answers.PredictionsArrived?.Invoke(predictions);
            }

            public void Arrived(ClusteredLayer layer)
            {
                List<ClusteredLayer?> columns = _answers._columns;
                while (columns.Count <= layer.Position)
                {
                    columns.Add(null);
                }
                columns[layer.Position] = layer;
                _answers.Arrived++;
                _answers.LayerArrived?.Invoke(layer);
                _answers.ProgressChanged?.Invoke();
            }

            public void Advanced(Progress progress)
            {
                _answers.Progress = progress;
                _answers.ProgressChanged?.Invoke();
            }

            public void Restarted()
            {
                _answers.Enter(AnswerState.Running);
            }

            public void Completed(LayersRequest body)
            {
                _answers.LastSeconds = _answers._clock.Seconds - _answers._since;
                _answers._answered(_answers.Predictions?.Classes[0]);
                _answers.Enter(AnswerState.Complete);
                if (body.Masks.Count > 0)
                {
                    _answers._originals.Seek();
                }
            }

            public void Failed(Complaint complaint)
            {
                _answers.Enter(AnswerState.Failed, complaint);
                _answers.Failed?.Invoke(complaint);
            }
        }
    }
}
