using System;
using Tetrascope.Beside;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Telling;

namespace Tetrascope.Structure
{
    /// <summary>
    /// All of one scene 1: what it is about, what was done to it, and what the network answers. While it is started, it
    /// asks for what is wanted whenever that changes, within <see cref="ServerConnection.Update"/>.
    /// </summary>
    public sealed class StructureSession : IDisposable
    {
        private readonly ServerConnection _server;
        private bool _started;

        /// <summary>Whether something has changed since answers were last brought in step.</summary>
        private bool _stale;

        /// <summary>
        /// Makes a session; nothing is asked before <see cref="Start"/>. Each of those in a program at the same time
        /// needs a <paramref name="slot"/> of its own, such as <c>structure</c>.
        /// </summary>
        /// <param name="slot">What its slots at the server and what it remembers are named after.</param>
        /// <param name="server">Who is asked.</param>
        /// <param name="subject">What it is about.</param>
        /// <param name="kept">Where the modified images are remembered.</param>
        public StructureSession(string slot, ServerConnection server, Subject subject, IFileStore kept)
        {
            _server = server;
            Slot = slot;
            Subject = subject;
            Display = new Display(subject);
            Masks = new MaskEdits(server.Teller);
            Inputs = new Inputs(server, subject, Masks);
            Superpixels = new Superpixelling(slot, server, subject);
            var originals = new Originals(slot, server, subject);
            Answers = new Answers(slot, server, subject, Display, Masks, originals);
            Maps = new Maps(slot, server, subject, Display, Masks, Answers);
            Portrait = new Portrait(slot, server, subject, Display, Masks, Answers, Maps);
            FirstMaps = new FirstMaps(server, subject, Masks);
            Shelf = new Shelf(slot, subject, Masks, kept, server.Teller);
            MergeSuggestions = new MergeSuggestions(slot, server, subject, Answers);
            Comparison = new Comparison(slot, server, subject, Display, Masks, Shelf);
            LayerRows = new LayerRows(slot, server, subject, Display, Comparison);
            SideBySide = new SideBySide(slot, server, this);
        }

        /// <summary>The classes of the newest request are here.</summary>
        public event Action<Predictions> PredictionsArrived
        {
            add => Answers.PredictionsArrived += value;
            remove => Answers.PredictionsArrived -= value;
        }

        /// <summary>A column of the newest request is here.</summary>
        public event Action<ClusteredLayer> LayerArrived
        {
            add => Answers.LayerArrived += value;
            remove => Answers.LayerArrived -= value;
        }

        /// <summary>What was shown is of something else than what is wanted now, and is dropped.</summary>
        public event Action Dropped
        {
            add => Answers.Dropped += value;
            remove => Answers.Dropped -= value;
        }

        /// <summary>The newest request is further than before, begins, or has ended.</summary>
        public event Action ProgressChanged
        {
            add => Answers.ProgressChanged += value;
            remove => Answers.ProgressChanged -= value;
        }

        /// <summary>The newest request cannot be answered.</summary>
        public event Action<Complaint> Failed
        {
            add => Answers.Failed += value;
            remove => Answers.Failed -= value;
        }

        /// <summary>The masks, what is being drawn, or the fill are others.</summary>
        public event Action MaskChanged
        {
            add => Masks.Changed += value;
            remove => Masks.Changed -= value;
        }

        /// <summary>Where is told what a person does with it.</summary>
        public Teller Teller => _server.Teller;

        /// <summary>What its slots at the server and what it remembers are named after.</summary>
        public string Slot { get; }

        /// <summary>What it is about.</summary>
        public Subject Subject { get; }

        /// <summary>How its layers are shown, and which.</summary>
        public Display Display { get; }

        /// <summary>Its masks.</summary>
        public MaskEdits Masks { get; }

        /// <summary>What enters the network.</summary>
        public Inputs Inputs { get; }

        /// <summary>The input in pieces of similar colour.</summary>
        public Superpixelling Superpixels { get; }

        /// <summary>What the network answers.</summary>
        public Answers Answers { get; }

        /// <summary>The feature maps that are open.</summary>
        public Maps Maps { get; }

        /// <summary>What the picture of the open cluster is made of, while somebody follows it.</summary>
        public Portrait Portrait { get; }

        /// <summary>The small maps in the list of layers.</summary>
        public FirstMaps FirstMaps { get; }

        /// <summary>The modified images that are kept.</summary>
        public Shelf Shelf { get; }

        /// <summary>Which of the classes on the screen could be told as one label.</summary>
        public MergeSuggestions MergeSuggestions { get; }

        /// <summary>Two images side by side.</summary>
        public Comparison Comparison { get; }

        /// <summary>One layer over many images.</summary>
        public LayerRows LayerRows { get; }

        /// <summary>Another network on the same image.</summary>
        public SideBySide SideBySide { get; }

        /// <summary>
        /// Keeps its answers in step with what the person wants, from now on; to be called while it is shown.
        /// </summary>
        public void Start()
        {
            if (_started)
            {
                return;
            }
            _started = true;
            _stale = true;
            Subject.Changed += MarkStale;
            Display.Changed += MarkStale;
            Masks.Changed += MarkStale;
            Shelf.Changed += MarkStale;
            Inputs.Changed += MarkStale;
            Answers.ProgressChanged += MarkStale;
            SideBySide.Changed += MarkStale;
            SideBySide.Pools.Changed += MarkStale;
            _server.Updated += Follow;
            _server.StateChanged += RetryUnreachable;
        }

        /// <summary>Ends its requests. What was chosen and drawn stays, and another start goes on from there.</summary>
        public void Stop()
        {
            if (!_started)
            {
                return;
            }
            _started = false;
            Subject.Changed -= MarkStale;
            Display.Changed -= MarkStale;
            Masks.Changed -= MarkStale;
            Shelf.Changed -= MarkStale;
            Inputs.Changed -= MarkStale;
            Answers.ProgressChanged -= MarkStale;
            SideBySide.Changed -= MarkStale;
            SideBySide.Pools.Changed -= MarkStale;
            _server.Updated -= Follow;
            _server.StateChanged -= RetryUnreachable;
            Masks.Draft = null;
            SideBySide.Stop();
            Comparison.Stop();
            LayerRows.Stop();
            Maps.Stop();
            Answers.Stop();
        }

        /// <summary>Asks again, after something went wrong.</summary>
        public void Retry()
        {
            Inputs.Retry();
            Superpixels.Retry();
            Answers.Retry();
            Maps.Retry();
            Comparison.Retry();
            LayerRows.Retry();
            SideBySide.Retry();
        }

        /// <summary>Shows one mask with a fill in place of those there are, as a step that can be undone.</summary>
        public void Show(Mask mask, string fill)
        {
            Masks.Open(new[] { new PlacedMask(mask) });
            Masks.Fill = fill;
        }

        /// <summary>Stops for good.</summary>
        public void Dispose()
        {
            Stop();
            SideBySide.Dispose();
        }

        private void MarkStale()
        {
            _stale = true;
        }

        /// <summary>
        /// Brings everything in step with what has changed since the last time; nothing where nothing has.
        /// </summary>
        private void Follow()
        {
            if (!_stale || !_started)
            {
                return;
            }
            _stale = false;
            if (Subject.Image != null && Subject.InputSize is Size size)
            {
                Masks.Adopt(Subject.Image.ImageId, size);
            }
            Shelf.Follow();
            Answers.Follow();
            Maps.Follow();
            Inputs.Follow();
            FirstMaps.Follow();
            Comparison.Follow();
            LayerRows.Follow();
            SideBySide.Follow();
        }

        /// <summary>What failed because the server was away is asked for again when it is back.</summary>
        private void RetryUnreachable(ConnectionState state)
        {
            if (state.Status == ConnectionStatus.Ready && Answers.Complaint?.IsUnreachable == true)
            {
                Retry();
            }
        }
    }
}
