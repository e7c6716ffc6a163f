using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using Tetrascope.Viewing;
using UnityEngine;
using N = Tetrascope.Geometry.StructureNumbers;
using Ray = UnityEngine.Ray;

namespace Tetrascope.Client
{
    /// <summary>
    /// Scene 1: the input, a column of cluster representatives for each layer, and the ten classes. It draws what it is
    /// given, in its object's own space; <see cref="StructureView"/> gives it what a session says.
    /// </summary>
    public sealed class StructureScene : MonoBehaviour
    {
        [SerializeField, Tooltip("What it draws with.")]
        private StructureShaders _shaders = new StructureShaders();

        [SerializeField, Tooltip("The font of names and numbers; it must be dynamic.")]
        private Font _font = null!;

        [SerializeField, Tooltip("Its colours.")]
        private SceneTheme _theme = new SceneTheme();

        [SerializeField]
        [Tooltip("Whether a hover shows its receptive field on the input too, and not for the first column only.")]
        private bool _fieldOnInput = true;

        [SerializeField, Tooltip("Whether ribbons connect the columns.")]
        private bool _connections = true;

        private readonly Columns _columns = new Columns();
        private readonly List<Ribbon> _bands = new List<Ribbon>();
        private readonly Fade _fade = new Fade();
        private ColumnMeshes _meshes = null!;
        private InputPanel _input = null!;
        private ClassBars _bars = null!;
        private RibbonBands _ribbons = null!;
        private StructureWords _words = null!;
        private Action<ClusteredLayer, int> _shown = null!;
        private NetworkDescription? _network;
        private ReceptiveFields? _fields;
        private IReadOnlyList<ClassScore> _classes = Array.Empty<ClassScore>();
        private StructureTarget _target;
        private ClassScore? _pointedClass;
        private string? _name;
        private IReadOnlyList<(int Place, string Words)> _groups = Array.Empty<(int, string)>();
        private double _below;
        private bool _changed = true;

        /// <summary>A layer's maps are on its panels.</summary>
        public event Action<ClusteredLayer>? LayerArrived;

        /// <summary>Another pixel of a panel is looked at; null for none.</summary>
        public event Action<StructureHover?>? PanelHovered;

        /// <summary>Another class is pointed at; null for none.</summary>
        public event Action<ClassScore?>? ClassHovered;

        /// <summary>The scene holds another number of columns, clusters or classes.</summary>
        public event Action<StructureExtent>? ExtentChanged;

        /// <summary>What the scene holds.</summary>
        public StructureExtent Extent =>
            new StructureExtent(_columns.Places, _columns.Tallest, _classes.Count, _below);

        /// <summary>The columns.</summary>
        public Columns Columns => _columns;

        /// <summary>Rows and columns of the network's input.</summary>
        public Size InputSize => _input.Size;

        /// <summary>The pixel of a panel that is looked at, with its receptive field; null for none.</summary>
        public StructureHover? Hover { get; private set; }

        /// <summary>What is outlined, and the rest of it darkened.</summary>
        public FieldMarks Marks { get; private set; } = FieldMarks.None;

        /// <summary>What is pointed at.</summary>
        public StructureTarget Target => _target;

        /// <summary>The class that is pointed at; null for none.</summary>
        public ClassScore? PointedClass => _pointedClass;

        /// <summary>Its colours.</summary>
        public SceneTheme Theme => _theme;

        /// <summary>Whether a hover shows its receptive field on the input too.</summary>
        public bool FieldOnInput
        {
            get => _fieldOnInput;
            set
            {
                _fieldOnInput = value;
                Mark();
            }
        }

        /// <summary>Whether ribbons connect the columns.</summary>
        public bool Connections
        {
            get => _connections;
            set
            {
                _connections = value;
                Change();
            }
        }

        /// <summary>
        /// Where a panel's middle is, in the space of this object; null for a layer without a column.
        /// </summary>
        public Vector3? PanelCentre(string layer, int cluster)
        {
            int position = _columns.PositionOf(layer);
            return position < 0 ? (Vector3?)null : Coordinates.ToUnity(_columns.PanelCentre(position, cluster));
        }

        /// <summary>The network whose layers will be shown. What is of the network before is taken away.</summary>
        public void SetNetwork(NetworkDescription network)
        {
            if (ReferenceEquals(_network, network))
            {
                return;
            }

            _network = network;
            _fields = new ReceptiveFields(network.Stages);
            SetColumns(Array.Empty<Layer>());
            SetPredictions(Array.Empty<ClassScore>());
            _input.Forget();
            _input.SetSize(new Size(network.Summary.InputHeight, network.Summary.InputWidth));
        }

        /// <summary>The layers to show, left to right. One that was shown before keeps its maps.</summary>
        /// <param name="layers">The layers.</param>
        /// <param name="places">Where each stands, from 0; null for one beside the other.</param>
        /// <param name="count">How many places there are at least.</param>
        public void SetColumns(IReadOnlyList<Layer> layers, IReadOnlyList<int>? places = null, int count = 0)
        {
            Look(StructureTarget.None);
            _columns.Choose(layers, places, count);
            _meshes.Follow();
            Change();
        }

        /// <summary>What is written above the input; null for the usual words.</summary>
        public void SetName(string? name)
        {
            _name = name;
            Change();
        }

        /// <summary>Words over the names of columns, each from a place on.</summary>
        public void SetGroups(IReadOnlyList<(int Place, string Words)> groups)
        {
            _groups = groups;
            Change();
        }

        /// <summary>Room that another network takes below this one, in metres.</summary>
        public void SetBelow(double metres)
        {
            if (metres != _below)
            {
                _below = metres;
                Change();
            }
        }

        /// <summary>The input as it enters the network.</summary>
        /// <param name="input">The image without masks, and what shows through them.</param>
        /// <param name="coverage">A byte for each pixel, not 0 where it is masked; empty for no mask.</param>
        public void SetInput(Input input, ReadOnlySpan<byte> coverage)
        {
            var size = new Size(input.Image.Shape[0], input.Image.Shape[1]);
            MaskedPreview.Write(input.Image, input.FillImage, coverage, _input.Bytes(size));
            _input.Show();
        }

        /// <summary>Takes the input away; its place stays.</summary>
        public void RemoveInput()
        {
            _input.Forget();
        }

        /// <summary>The clusters of a layer. They are shown within a few frames, so that no frame takes long.</summary>
        public void SetLayer(ClusteredLayer layer)
        {
            _meshes.Await(layer);
        }

        /// <summary>Takes all maps and classes away; the columns stay, empty.</summary>
        public void RemoveLayers()
        {
            _meshes.Forget();
            Look(StructureTarget.None);
            _columns.RemoveMaps();
            SetPredictions(Array.Empty<ClassScore>());
        }

        /// <summary>The classes, most probable first.</summary>
        public void SetPredictions(IReadOnlyList<ClassScore> classes)
        {
            _classes = classes;
            FindClass();
            Change();
        }

        /// <summary>The colours of the bytes 0 to 255: red, green, blue and alpha each.</summary>
        public void SetColourMap(ReadOnlySpan<byte> table)
        {
            _meshes.SetColourMap(table);
        }

        /// <summary>
        /// What is here belongs to an earlier image until each is set again: it dims a little after a moment.
        /// </summary>
        public void SetPending(bool pending)
        {
            _fade.Set(pending);
            _columns.SetStale(pending);
            Change();
        }

        /// <summary>Marks a panel as chosen; null for none.</summary>
        public void Choose(string? layer, int cluster)
        {
            _meshes.Choose(layer, cluster);
        }

        /// <summary>Outlines something else than what is looked at, until that is another.</summary>
        public void Mark(in FieldMarks marks)
        {
            Marks = marks;
            _meshes.Mark(marks);
            _input.Mark(marks);
        }

        /// <summary>Shows whether the input can be drawn on.</summary>
        public void SetDrawing(bool on)
        {
            _input.SetDrawing(on);
        }

        /// <summary>What a ray of the world hits first.</summary>
        public StructureTarget Pick(Ray ray)
        {
            return StructurePicking.Pick(Coordinates.FromUnity(ray, transform), _input.Size, _columns, _classes.Count);
        }

        /// <summary>
        /// The place on the input nearest to where a ray meets the scene's plane; null where it never does.
        /// </summary>
        public ImagePoint? InputPoint(Ray ray)
        {
            return Coordinates.FromUnity(ray, transform).MeetPlane() is Point point
                ? StructurePicking.InputPoint(point, _input.Size)
                : (ImagePoint?)null;
        }

        /// <summary>Looks at what a pointer is on: its receptive field is outlined, the rest darkened.</summary>
        public void Look(StructureTarget target)
        {
            if (target.Equals(_target))
            {
                return;
            }

            _target = target;
            _bars.Point(target.Kind == TargetKind.Class ? target.Index : (int?)null);
            FindHover();
            FindClass();
        }

        private void Awake()
        {
            Transform parent = transform;
            _shown = TakeIn;
            _meshes = new ColumnMeshes(_columns, parent, _shaders, _theme, 3);
            _ribbons = new RibbonBands(parent, _shaders.Ribbon, 0);
            _bars = new ClassBars(parent, _shaders.Bar, 1);
            _input = new InputPanel(parent, _shaders.Picture, 2);
            _words = new StructureWords(parent, _shaders.Word, _font, _theme, 4);
            _ribbons.SetTheme(_theme);
            _bars.SetTheme(_theme);
            _input.SetTheme(_theme);
        }

        private void LateUpdate()
        {
            _meshes.TakeIn(_shown);
            if (_fade.Step())
            {
                _meshes.Dim(_fade.Share);
                _bars.Dim(_fade.Share);
            }

            if (_changed)
            {
                Write();
            }

            _words.Update();
        }

        private void OnDestroy()
        {
            _meshes.Dispose();
            _input.Dispose();
            _bars.Dispose();
            _ribbons.Dispose();
            _words.Dispose();
        }

        private void TakeIn(ClusteredLayer layer, int position)
        {
            Change();
            if (_target.Kind == TargetKind.Panel && _target.Position == position)
            {
                FindHover();
            }

            LayerArrived?.Invoke(layer);
        }

        private void FindClass()
        {
            bool onClass = _target.Kind == TargetKind.Class && _target.Index < _classes.Count;
            ClassScore? next = onClass ? _classes[_target.Index] : null;
            if (!ReferenceEquals(next, _pointedClass))
            {
                _pointedClass = next;
                ClassHovered?.Invoke(next);
            }
        }

        private void FindHover()
        {
            StructureHover? next = _fields == null ? null : FieldMarks.FindHover(_target, _columns, _fields);
            if (next.HasValue == Hover.HasValue && next.GetValueOrDefault().Equals(Hover.GetValueOrDefault()))
            {
                return;
            }

            Hover = next;
            Mark();
            PanelHovered?.Invoke(next);
        }

        private void Mark()
        {
            Mark(FieldMarks.Of(Hover, _columns, _fieldOnInput, _input.Size));
        }

        private void Change()
        {
            _changed = true;
        }

        private void Write()
        {
            _changed = false;
            _meshes.Place();
            PlaneRectangle whole = StructureViews.WholeRectangle(Extent);
            var bounds = new Bounds(
                new Vector3((float)(whole.Left + whole.Right) / 2f, (float)(whole.Bottom + whole.Top) / 2f, 0f),
                new Vector3((float)(whole.Right - whole.Left) + 1f, (float)(whole.Top - whole.Bottom) + 1f, 0.1f));
            _bars.Set(StructureLayout.BarsLeft(_columns.Places, _columns.Files), _classes);
            _bands.Clear();
            if (_connections)
            {
                Ribbons.Write(_columns, _bands);
            }

            _ribbons.Set(_bands, bounds);
            _words.Write(_input.Size, _name, _columns, _groups, _classes, bounds);
            ExtentChanged?.Invoke(Extent);
        }
    }
}
