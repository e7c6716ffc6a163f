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
        /// <summary>How much maps of an earlier image give way to the background, and after how many seconds.</summary>
        private const float Dimmed = 0.45f;
        private const float DimAfter = 0.25f;

        /// <summary>Bytes of maps that go to the graphics processor in one frame; a larger layer goes alone.</summary>
        private const int BytesPerFrame = 1 << 18;

        [SerializeField, Tooltip("What it draws with.")]
        private StructureShaders _shaders = new StructureShaders();

        [SerializeField, Tooltip("The font of names and numbers; it must be dynamic.")]
        private Font _font = null!;

        [SerializeField, Tooltip("Its colours.")]
        private SceneTheme _theme = new SceneTheme();

        [SerializeField, Tooltip("Whether a hover shows its receptive field on the input too, and not for the first column only.")]
        private bool _fieldOnInput = true;

        private readonly Columns _columns = new Columns();
        private readonly List<ColumnMesh> _meshes = new List<ColumnMesh>();
        private readonly Queue<ClusteredLayer> _arrived = new Queue<ClusteredLayer>();
        private readonly List<Ribbon> _bands = new List<Ribbon>();
        private InputPanel _input = null!;
        private ClassBars _bars = null!;
        private RibbonBands _ribbons = null!;
        private StructureWords _words = null!;
        private Texture2D _colours = null!;
        private NetworkDescription? _network;
        private ReceptiveFields? _fields;
        private IReadOnlyList<ClassScore> _classes = Array.Empty<ClassScore>();
        private StructureTarget _target;
        private string? _chosenLayer;
        private int _chosenCluster;
        private bool _pending;
        private float _pendingSince;
        private float _dimming;
        private bool _changed = true;

        /// <summary>A layer's maps are on its panels.</summary>
        public event Action<ClusteredLayer>? LayerArrived;

        /// <summary>Another pixel of a panel is looked at; null for none.</summary>
        public event Action<StructureHover?>? PanelHovered;

        /// <summary>The scene holds another number of columns, clusters or classes.</summary>
        public event Action<StructureExtent>? ExtentChanged;

        /// <summary>What the scene holds.</summary>
        public StructureExtent Extent => new StructureExtent(_columns.List.Count, _columns.Tallest, _classes.Count);

        /// <summary>The columns.</summary>
        public Columns Columns => _columns;

        /// <summary>Rows and columns of the network's input.</summary>
        public Size InputSize => _input.Size;

        /// <summary>The pixel of a panel that is looked at, with its receptive field; null for none.</summary>
        public StructureHover? Hover { get; private set; }

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

        /// <summary>Where a panel's middle is, in the space of this object; null for a layer without a column.</summary>
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
        public void SetColumns(IReadOnlyList<Layer> layers)
        {
            Look(StructureTarget.None);
            _columns.Choose(layers);
            var before = new Dictionary<Column, ColumnMesh>();
            foreach (ColumnMesh mesh in _meshes)
            {
                before[mesh.Column] = mesh;
            }

            _meshes.Clear();
            foreach (Column column in _columns.List)
            {
                _meshes.Add(before.Remove(column, out ColumnMesh known) ? known : MeshOf(column));
            }

            foreach (ColumnMesh gone in before.Values)
            {
                gone.Dispose();
            }

            Change();
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
            _arrived.Enqueue(layer);
        }

        /// <summary>Takes all maps and classes away; the columns stay, empty.</summary>
        public void RemoveLayers()
        {
            _arrived.Clear();
            Look(StructureTarget.None);
            _columns.RemoveMaps();
            SetPredictions(Array.Empty<ClassScore>());
        }

        /// <summary>The classes, most probable first.</summary>
        public void SetPredictions(IReadOnlyList<ClassScore> classes)
        {
            _classes = classes;
            Change();
        }

        /// <summary>The colours of the bytes 0 to 255: red, green, blue and alpha each.</summary>
        public void SetColourMap(ReadOnlySpan<byte> table)
        {
            TextureBytes.Write(_colours, table);
        }

        /// <summary>What is here belongs to an earlier image until each is set again: it dims a little after a moment.</summary>
        public void SetPending(bool pending)
        {
            // While requests follow each other quickly nothing dims; what is dimmed already stays so rather than pulse.
            if (pending && (!_pending || _dimming <= 0f))
            {
                _pendingSince = Time.time;
            }

            _pending = pending;
            _columns.SetStale(pending);
            _changed = true;
        }

        /// <summary>Marks a panel as chosen; null for none.</summary>
        public void Choose(string? layer, int cluster)
        {
            _chosenLayer = layer;
            _chosenCluster = cluster;
            MarkChosen();
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

        /// <summary>The place on the input nearest to where a ray meets the scene's plane; null where it never does.</summary>
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
        }

        private void Awake()
        {
            Transform parent = transform;
            _colours = TextureBytes.ColourMap(ColourMap.Of("").LookupTable());
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
            TakeIn();
            Dim();
            if (_changed)
            {
                Write();
            }

            _words.Update();
        }

        private void OnDestroy()
        {
            foreach (ColumnMesh mesh in _meshes)
            {
                mesh.Dispose();
            }

            _input.Dispose();
            _bars.Dispose();
            _ribbons.Dispose();
            _words.Dispose();
            Destroy(_colours);
        }

        private ColumnMesh MeshOf(Column column)
        {
            var mesh = new ColumnMesh(column, transform, _shaders, 3);
            mesh.SetTheme(_theme);
            mesh.SetColourMap(_colours);
            return mesh;
        }

        /// <summary>Shows what has arrived, as much of it as a frame has time for.</summary>
        private void TakeIn()
        {
            int bytes = 0;
            while (_arrived.Count > 0 && bytes < BytesPerFrame)
            {
                ClusteredLayer layer = _arrived.Dequeue();
                if (!(_columns.Update(layer) is int position))
                {
                    continue;
                }

                _meshes[position].Upload(layer);
                bytes += layer.Height * layer.Width * layer.Clusters.Count;
                Change();
                if (_target.Kind == TargetKind.Panel && _target.Position == position)
                {
                    FindHover();
                }

                LayerArrived?.Invoke(layer);
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
            FieldMarks marks = FieldMarks.Of(Hover, _columns, _fieldOnInput, _input.Size);
            for (int position = 0; position < _meshes.Count; position++)
            {
                _meshes[position].Mark(position, marks);
            }

            _input.Mark(marks);
        }

        private void MarkChosen()
        {
            for (int position = 0; position < _meshes.Count; position++)
            {
                bool own = _meshes[position].Column.Name == _chosenLayer;
                _meshes[position].Choose(own ? _chosenCluster : (int?)null);
            }
        }

        private void Change()
        {
            _changed = true;
        }

        private void Write()
        {
            _changed = false;
            int columns = _columns.List.Count;
            for (int position = 0; position < columns; position++)
            {
                _meshes[position].Place(position, _columns);
            }

            MarkChosen();
            PlaneRectangle whole = StructureViews.WholeRectangle(Extent);
            var bounds = new Bounds(
                new Vector3((float)(whole.Left + whole.Right) / 2f, (float)(whole.Bottom + whole.Top) / 2f, 0f),
                new Vector3((float)(whole.Right - whole.Left) + 1f, (float)(whole.Top - whole.Bottom) + 1f, 0.1f));
            _bars.Set(StructureLayout.BarsLeft(columns, _columns.Files), _classes);
            _bands.Clear();
            Ribbons.Write(_columns.Maps(), _columns.Files, _bands);
            _ribbons.Set(_bands, bounds);
            _words.Write(_input.Size, _columns, _classes, bounds);
            ExtentChanged?.Invoke(Extent);
        }

        /// <summary>Lets what is out of date fade, and come back.</summary>
        private void Dim()
        {
            float wanted = _pending && Time.time - _pendingSince >= DimAfter ? Dimmed : 0f;
            if (wanted == _dimming)
            {
                return;
            }

            _dimming += (wanted - _dimming) * (1f - Mathf.Exp(-10f * Time.deltaTime));
            if (Mathf.Abs(wanted - _dimming) < 0.01f)
            {
                _dimming = wanted;
            }

            foreach (ColumnMesh mesh in _meshes)
            {
                mesh.Dim(_dimming);
            }

            _bars.Dim(_dimming);
        }
    }
}
