using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Saved;
using Tetrascope.Structure;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// A session of scene 1, shown by a <see cref="StructureScene"/>: each thing is drawn when it changes.
    /// </summary>
    public sealed class StructureView : MonoBehaviour
    {
        [SerializeField, Tooltip("Who is asked.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("What draws it.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("What its slots at the server are named after. Each view needs a name of its own.")]
        private string _slot = "structure";

        private IReadOnlyList<Layer> _layers = Array.Empty<Layer>();
        private ColourMap? _colourMap;
        private byte[] _coverage = Array.Empty<byte>();
        private Input? _input;
        private Superpixels? _superpixels;
        private Segments? _segments;
        private bool _inputChanged;
        private bool _pending;

        /// <summary>There is another session: the server is another.</summary>
        public event Action? SessionChanged;

        /// <summary>The masks, what is being drawn, or the fill are others.</summary>
        public event Action? MaskChanged;

        /// <summary>The session; null before the first frame.</summary>
        public StructureSession? Session { get; private set; }

        /// <summary>What masks are drawn with.</summary>
        public Tools Tools { get; } = new Tools();

        /// <summary>The hand that draws them.</summary>
        public Hand Hand { get; private set; } = null!;

        /// <summary>
        /// Whether scene 1 has columns. Without, as in a study's condition without clusters, it has the input and the
        /// classes, and the list of layers is below.
        /// </summary>
        public bool HasColumns { get; set; } = true;

        /// <summary>The input in pieces, while the tool in hand takes pieces and they are here.</summary>
        public Segments? Segments
        {
            get
            {
                Superpixels? known = Tools.InHand == Tool.Superpixel
                    ? Session?.Superpixels.Of(Tools.SegmentCount).Value
                    : null;
                if (!ReferenceEquals(known, _superpixels))
                {
                    _superpixels = known;
                    _segments = known == null ? null : new Segments(known);
                }

                return _segments;
            }
        }

        /// <summary>Opens the feature maps of a cluster, or with null those of the whole layer.</summary>
        public void OpenMaps(string layer, int? cluster)
        {
            Session?.Maps.Open(layer, cluster);
        }

        private void Start()
        {
            _client.ServerChanged += Begin;
            Begin();
        }

        private void Update()
        {
            if (_inputChanged)
            {
                ShowInput();
            }
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Begin;
            End();
        }

        private void Begin()
        {
            End();
            Session = new StructureSession(_slot, _client.Server, _client.Subject, _client.Kept);
            if (_client.Beginning is SavedPage page)
            {
                StructureAddress.Take(page, Session);
                _scene.FieldOnInput = StructureAddress.FieldOnInput(page);
            }

            Hand = new Hand(Tools, Session.Masks);
            Session.Subject.Changed += ShowSubject;
            Session.Display.Changed += ShowDisplay;
            Session.PredictionsArrived += ShowPredictions;
            Session.LayerArrived += _scene.SetLayer;
            Session.Dropped += ShowDropped;
            Session.ProgressChanged += ShowProgress;
            Session.MaskChanged += ShowMasks;
            Session.Inputs.Changed += MarkInput;
            Session.Maps.Changed += ShowChosen;
            Session.Start();
            ShowSubject();
            SessionChanged?.Invoke();
        }

        private void End()
        {
            if (Session == null)
            {
                return;
            }

            Session.Subject.Changed -= ShowSubject;
            Session.Display.Changed -= ShowDisplay;
            Session.PredictionsArrived -= ShowPredictions;
            Session.LayerArrived -= _scene.SetLayer;
            Session.Dropped -= ShowDropped;
            Session.ProgressChanged -= ShowProgress;
            Session.MaskChanged -= ShowMasks;
            Session.Inputs.Changed -= MarkInput;
            Session.Maps.Changed -= ShowChosen;
            Session.Dispose();
            Session = null;
        }

        private void ShowSubject()
        {
            if (Session!.Subject.Network is NetworkDescription network)
            {
                _scene.SetNetwork(network);
            }

            ShowDisplay();
            MarkInput();
        }

        private void ShowDisplay()
        {
            IReadOnlyList<Layer> layers = HasColumns ? Session!.Display.ColumnLayers : Array.Empty<Layer>();
            if (!SameLayers(layers, _layers))
            {
                _layers = layers;
                _scene.SetColumns(layers);
            }

            if (Session!.Display.ColourMap != _colourMap)
            {
                _colourMap = Session.Display.ColourMap;
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
            if (Session!.Answers.Columns.Count == 0)
            {
                _scene.RemoveLayers();
            }

            IReadOnlyList<ClassScore>? classes = Session.Answers.Predictions?.Classes;
            _scene.SetPredictions(classes ?? Array.Empty<ClassScore>());
        }

        private void ShowProgress()
        {
            bool pending = Session!.Answers.Pending;
            bool begins = pending && Session.Answers.Arrived == 0;
            if (begins || pending != _pending)
            {
                _pending = pending;
                _scene.SetPending(pending);
            }
        }

        private void ShowMasks()
        {
            MarkInput();
            MaskChanged?.Invoke();
        }

        private void ShowChosen()
        {
            Maps maps = Session!.Maps;
            _scene.Choose(maps.OpenCluster == null ? null : maps.OpenLayer, maps.OpenCluster ?? 0);
        }

        private void MarkInput()
        {
            _inputChanged = true;
        }

        /// <summary>Shows the input under the masks there are and those being drawn, once a frame at most.</summary>
        private void ShowInput()
        {
            _inputChanged = false;
            Input? input = Session!.Inputs.Present.Value ?? Session.Inputs.Latest;
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
            MaskShape.Coverage(Session.Masks.Live, size, _coverage);
            _scene.SetInput(input, _coverage);
            _scene.SetDrawing(true);
        }
    }
}
