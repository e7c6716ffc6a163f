using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Client
{
    /// <summary>
    /// What a network makes of an image, in a <see cref="StructureScene"/>: each thing when it changes.
    /// </summary>
    internal sealed class SideDrawing
    {
        private readonly StructureScene _scene;
        private Subject? _subject;
        private Display _display = null!;
        private Answers _answers = null!;
        private Inputs _inputs = null!;
        private MaskEdits _masks = null!;
        private IReadOnlyList<Layer> _layers = Array.Empty<Layer>();
        private IReadOnlyList<int>? _places;
        private int _count;
        private ColourMap? _colourMap;
        private byte[] _coverage = Array.Empty<byte>();
        private Input? _input;
        private bool _inputChanged;
        private bool _pending;
        private bool _drawnOn;

        public SideDrawing(StructureScene scene)
        {
            _scene = scene;
        }

        /// <summary>Whether layers have columns.</summary>
        public bool HasColumns { get; set; } = true;

        /// <summary>Draws what these say from now on; the input can be drawn on where it says so.</summary>
        public void Follow(
            Subject subject, Display display, Answers answers, Inputs inputs, MaskEdits masks, bool drawnOn = true)
        {
            (_subject, _display, _answers, _inputs, _masks) = (subject, display, answers, inputs, masks);
            subject.Changed += ShowSubject;
            display.Changed += ShowDisplay;
            answers.PredictionsArrived += ShowPredictions;
            answers.LayerArrived += _scene.SetLayer;
            answers.Dropped += ShowDropped;
            answers.ProgressChanged += ShowProgress;
            inputs.Changed += MarkInput;
            masks.Changed += MarkInput;
            _drawnOn = drawnOn;
            ShowSubject();
        }

        /// <summary>Draws them no longer.</summary>
        public void Unfollow()
        {
            if (_subject == null)
            {
                return;
            }

            _subject.Changed -= ShowSubject;
            _display.Changed -= ShowDisplay;
            _answers.PredictionsArrived -= ShowPredictions;
            _answers.LayerArrived -= _scene.SetLayer;
            _answers.Dropped -= ShowDropped;
            _answers.ProgressChanged -= ShowProgress;
            _inputs.Changed -= MarkInput;
            _masks.Changed -= MarkInput;
            _subject = null;
        }

        /// <summary>
        /// Where columns stand, of so many places, and what is written above the input; null for one column beside the
        /// other, and for the usual words.
        /// </summary>
        public void Arrange(IReadOnlyList<int>? places, int count, string? name)
        {
            _scene.SetName(name);
            if (!ReferenceEquals(places, _places) || count != _count)
            {
                (_places, _count) = (places, count);
                _layers = Array.Empty<Layer>();
                if (_subject != null)
                {
                    ShowDisplay();
                }
            }
        }

        /// <summary>Shows the input once a frame at most. To be called in each.</summary>
        public void Update()
        {
            if (_inputChanged && _subject != null)
            {
                ShowInput();
            }
        }

        private void ShowSubject()
        {
            // One who is told before may have ended this.
            if (_subject == null)
            {
                return;
            }

            if (_subject.Network is NetworkDescription network)
            {
                _scene.SetNetwork(network);
            }

            ShowDisplay();
            MarkInput();
        }

        private void ShowDisplay()
        {
            IReadOnlyList<Layer> layers = HasColumns ? _display.ColumnLayers : Array.Empty<Layer>();
            if (!SameLayers(layers, _layers))
            {
                _layers = layers;
                _scene.SetColumns(layers, _places, _count);
            }

            if (_display.ColourMap != _colourMap)
            {
                _colourMap = _display.ColourMap;
                _scene.SetColourMap(_colourMap.LookupTable());
            }
        }

        private static bool SameLayers(IReadOnlyList<Layer> one, IReadOnlyList<Layer> other)
        {
            bool same = one.Count == other.Count;
            for (int i = 0; same && i < one.Count; i++)
            {
                same = ReferenceEquals(one[i], other[i]);
            }

            return same;
        }

        private void ShowPredictions(Predictions predictions)
        {
            _scene.SetPredictions(predictions.Classes);
        }

        private void ShowDropped()
        {
            if (_answers.Columns.Count == 0)
            {
                _scene.RemoveLayers();
            }

            IReadOnlyList<ClassScore>? classes = _answers.Predictions?.Classes;
            _scene.SetPredictions(classes ?? Array.Empty<ClassScore>());
        }

        private void ShowProgress()
        {
            bool pending = _answers.Pending;
            bool begins = pending && _answers.Arrived == 0;
            if (begins || pending != _pending)
            {
                _pending = pending;
                _scene.SetPending(pending);
            }
        }

        private void MarkInput()
        {
            _inputChanged = true;
        }

        /// <summary>Shows the input under the masks there are and those being drawn, once a frame at most.</summary>
        private void ShowInput()
        {
            _inputChanged = false;
            Input? input = _inputs.Present.Value ?? _inputs.Latest;
            if (input == null)
            {
                if (_input != null)
                {
                    _scene.RemoveInput();
                }

                _input = null;
                return;
            }

            _input = input;
            var size = new Size(input.Image.Shape[0], input.Image.Shape[1]);
            if (_coverage.Length != size.Area)
            {
                _coverage = new byte[size.Area];
            }

            Array.Clear(_coverage, 0, _coverage.Length);
            MaskShape.Coverage(_masks.Live, size, _coverage);
            _scene.SetInput(input, _coverage);
            _scene.SetDrawing(_drawnOn);
        }
    }
}
