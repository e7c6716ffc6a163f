using System;
using Tetrascope.Beside;
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

        private SideDrawing _drawing = null!;
        private Superpixels? _superpixels;
        private Segments? _segments;
        private bool _hasColumns = true;

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
        public bool HasColumns
        {
            get => _hasColumns;
            set
            {
                _hasColumns = value;
                _drawing.HasColumns = value;
            }
        }

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

        private void Awake()
        {
            _drawing = new SideDrawing(_scene);
        }

        private void Start()
        {
            _client.ServerChanged += Begin;
            Begin();
        }

        private void Update()
        {
            _drawing.Update();
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
            Session.MaskChanged += ShowMasks;
            Session.Maps.Changed += ShowChosen;
            Session.SideBySide.Changed += Arrange;
            Arrange();
            _drawing.Follow(Session.Subject, Session.Display, Session.Answers, Session.Inputs, Session.Masks);
            Session.Start();
            SessionChanged?.Invoke();
        }

        private void End()
        {
            if (Session == null)
            {
                return;
            }

            _drawing.Unfollow();
            Session.SideBySide.Changed -= Arrange;
            Session.MaskChanged -= ShowMasks;
            Session.Maps.Changed -= ShowChosen;
            Session.Dispose();
            Session = null;
        }

        /// <summary>Columns stand beside those of another network, where there is one.</summary>
        private void Arrange()
        {
            SideBySide beside = Session!.SideBySide;
            _drawing.Arrange(beside.PlacesOfA, beside.Places, beside.NameOfA);
        }

        private void ShowMasks()
        {
            MaskChanged?.Invoke();
        }

        private void ShowChosen()
        {
            Maps maps = Session!.Maps;
            _scene.Choose(maps.OpenCluster == null ? null : maps.OpenLayer, maps.OpenCluster ?? 0);
        }
    }
}
