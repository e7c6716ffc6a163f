using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Picking;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Study;
using Tetrascope.Telling;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// Tells a study's log what a participant looks at in the scenes, what they set, what help they read, and where
    /// they stand; what they draw and open is told by the scenes' sessions.
    /// </summary>
    [DefaultExecutionOrder(60)]
    public sealed class SceneTelling : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The participant.")]
        private Participation _participation = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _structure = null!;

        [SerializeField, Tooltip("Its session.")]
        private StructureView _structureView = null!;

        [SerializeField, Tooltip("Scene 2.")]
        private PoolScene _pool = null!;

        [SerializeField, Tooltip("Its session.")]
        private PoolView _poolView = null!;

        [SerializeField, Tooltip("The camera of the desktop; where there is a headset it is off.")]
        private DesktopCamera _desktop = null!;

        [SerializeField, Tooltip("The help.")]
        private HelpPanel _help = null!;

        [SerializeField, Tooltip("The tours.")]
        private TourPanel _tour = null!;

        private ParticipantSession? _session;
        private Dwell? _dwell;
        private SettingsWatch? _settings;
        private CameraTelling? _camera;
        private bool _tours;
        private string? _helped;

        private void Start()
        {
            _participation.Changed += Follow;
            _structureView.SessionChanged += Begin;
            _poolView.SessionChanged += Begin;
            _scenes.Changed += Leave;
            _help.Help.Changed += TellHelp;
            _tour.Tour.Changed += TellTour;
            Follow();
        }

        private void OnDestroy()
        {
            _participation.Changed -= Follow;
            _structureView.SessionChanged -= Begin;
            _poolView.SessionChanged -= Begin;
            _scenes.Changed -= Leave;
            _help.Help.Changed -= TellHelp;
            _tour.Tour.Changed -= TellTour;
            Listen(null);
        }

        private void LateUpdate()
        {
            if (!_participation.InScene || _settings == null)
            {
                return;
            }

            bool pool = _scenes.Shown == SceneName.Pool;
            _dwell!.Over(pool ? OfPool() : OfStructure());
            _settings.Update();
            if (_desktop.isActiveAndEnabled)
            {
                _camera!.OfDesktop(_desktop, pool);
            }
            else
            {
                Transform scene = pool ? _pool.transform : _structure.transform;
                _camera!.OfHead(_pool.Camera.transform, scene, pool);
            }
        }

        private void Follow()
        {
            if (!ReferenceEquals(_participation.Session, _session))
            {
                Listen(_participation.Session);
            }
        }

        private void Listen(ParticipantSession? session)
        {
            if (_session != null)
            {
                _session.StepEnding -= Flush;
            }

            _session = session;
            _settings = null;
            if (session != null)
            {
                session.StepEnding += Flush;
                Begin();
            }
        }

        /// <summary>The scenes have other sessions: what is set in them from now on is a person's doing.</summary>
        private void Begin()
        {
            StructureSession? structure = _structureView.Session;
            PoolSession? pool = _poolView.Session;
            if (_session == null || structure == null || pool == null)
            {
                return;
            }

            Teller teller = _client.Server.Teller;
            _dwell = new Dwell(teller);
            _camera = new CameraTelling(teller);
            _settings = new SettingsWatch(teller);
            Watch(_settings, structure);
            Watch(_settings, pool);
            Watch(_settings, pool.Display);
        }

        private void Watch(SettingsWatch settings, StructureSession session)
        {
            Tools tools = _structureView.Tools;
            settings.Add("tool", () => tools.InHand.ToString().ToLowerInvariant());
            settings.Add("brush_size", () => tools.BrushSize);
            settings.Add("regions", () => tools.SegmentCount);
            settings.Add("layers", () => LayersOf(session.Display.LayersShown));
            settings.Add("map_order", () => session.Maps.Order.ToString().ToLowerInvariant());
            settings.Add("field_on_input", () => _structure.FieldOnInput);
            settings.Add("connections", () => _structure.Connections);
        }

        private static string LayersOf(LayerChoice choice)
        {
            return choice == LayerChoice.All ? "all" : choice == LayerChoice.Convolutions ? "convolutions" : "default";
        }

        private static void Watch(SettingsWatch settings, PoolSession session)
        {
            settings.Add("windows", () => WindowsOf(session.Settings.Windows));
            settings.Add("images_per_label", () => session.Settings.PerLabel);
            settings.Add("label_examined", () => session.Settings.Label?.ToString() ?? "usual");
            settings.Add("refine", () => session.Settings.Refine);
        }

        private static string WindowsOf(IReadOnlyList<Window>? windows)
        {
            var texts = new List<string>();
            foreach (Window window in windows ?? new Window[0])
            {
                texts.Add($"{window.Size}:{window.Stride}");
            }

            return windows == null ? "default" : string.Join(",", texts);
        }

        private static void Watch(SettingsWatch settings, PoolDisplay display)
        {
            Filters filters = display.Filters;
            settings.Add("arrangement", () => display.Arrangement.ToString().ToLowerInvariant());
            settings.Add("spread", () => display.Spread);
            settings.Add("fade_with_distance", () => display.DepthCue);
            settings.AddFilter("all_images", () => display.ShowAll);
            settings.AddFilter("hide_others", () => display.HideOthers);
            settings.AddFilter("label", () => filters.Label);
            settings.AddFilter("vertex", () => filters.Vertex);
            settings.AddFilter("kept", () => filters.Kept);
            settings.AddFilter("support_vectors", () => filters.SupportVectors);
            settings.AddFilter("outside", () => filters.Outside);
            settings.AddFilter("window", () => filters.Window);
        }

        private Hovered OfPool()
        {
            int? hovered = _poolView.Session!.Selection.Hovered;
            return hovered is int index ? new Hovered("pool_image", index: index) : default;
        }

        private Hovered OfStructure()
        {
            StructureTarget target = _structure.Target;
            IReadOnlyList<Column> columns = _structure.Columns.List;
            switch (target.Kind)
            {
                case TargetKind.Class when _structure.PointedClass is ClassScore score:
                    return new Hovered("class", index: score.Label.Index);
                case TargetKind.Input when target.Pixel is Pixel pixel && !_structureView.Hand.Drawing:
                    return new Hovered("input", row: pixel.Row, column: pixel.Column);
                case TargetKind.Panel when target.Pixel is Pixel pixel && target.Position < columns.Count:
                    string layer = columns[target.Position].Name;
                    return new Hovered(
                        "cluster", layer, cluster: target.Index, row: pixel.Row, column: pixel.Column);
                default:
                    return default;
            }
        }

        private void Leave(SceneName scene)
        {
            _dwell?.Over(default);
        }

        private void Flush()
        {
            _dwell?.Over(default);
            _settings?.Flush();
        }

        private void TellHelp()
        {
            string? open = !_help.Help.IsOpen ? null : _help.Help.Open?.Id ?? "contents";
            if (open != null && open != _helped)
            {
                TellTopic(open);
            }

            _helped = open;
        }

        private void TellTour()
        {
            bool taken = _tour.Tour.Stop != null;
            if (taken && !_tours)
            {
                TellTopic("tour");
            }

            _tours = taken;
        }

        private void TellTopic(string topic)
        {
            _client.Server.Teller.Tell(
                EventKindNames.HelpOpened, () => new Dictionary<string, object?> { ["topic"] = topic });
        }
    }
}
