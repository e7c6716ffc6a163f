using System.Linq;
using Tetrascope.Choice;
using Tetrascope.Colours;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Study;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// Both scenes as a study's condition has them: its image and network, with nothing of what was drawn at another
    /// step, and without the controls of what it sets or hides.
    /// </summary>
    public sealed class StudyScenes : MonoBehaviour
    {
        /// <summary>What a study never has: other images and networks, and what the condition sets.</summary>
        private static readonly string[] Never =
        {
            "go-menu", "palette-menu", "fill", "palette-fill", "clusters", "palette-cluster-steps", "criterion",
            "groups", "difference", "merging", "beside-section",
            "colours", "unclustered", "pool-fill-title", "pool-fill", "pool-fit-section", "tour-offer",
            "pool-arrangement", "pool-scale", "pool-regions", "pool-regions-note",
        };

        /// <summary>What lies behind a page: the keyboard must not get there.</summary>
        private static readonly string[] Behind = { "header", "menu" };

        private static readonly string[] OfPool = { "go-pool", "palette-pool" };
        private static readonly string[] OfClusters = { "layer-list-close", "field-on-input", "connections" };
        private static readonly string[] OfComparison = { "shelf-section" };
        private static readonly string[] OfLayerRows = { "rows-open" };

        [SerializeField, Tooltip("The connection, and what is chosen.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The participant.")]
        private Participation _participation = null!;

        [SerializeField, Tooltip("Where the participant is.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("The session of scene 1.")]
        private StructureView _structure = null!;

        [SerializeField, Tooltip("The session of scene 2.")]
        private PoolView _pool = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The palette at a wrist; only in a headset it is on.")]
        private UIDocument _palette = null!;

        private string _about = "";
        private SessionStep? _step;
        private bool _inScene;
        private SceneName _left = SceneName.Structure;

        private void Start()
        {
            _participation.Changed += Follow;
            _scenes.Changed += Enter;
            Follow();
        }

        private void OnDestroy()
        {
            _participation.Changed -= Follow;
            _scenes.Changed -= Enter;
        }

        private void Follow()
        {
            ParticipantSession? session = _participation.Session;
            Hide(session);
            bool inScene = _participation.InScene;
            if (inScene && session!.Step!.Id != _step?.Id)
            {
                _step = session.Step;
                Begin(session, session.Shown!);
            }

            if (inScene != _inScene)
            {
                _inScene = inScene;
                if (session != null && !inScene)
                {
                    session.Scene = null;
                }

                _left = inScene ? _left : _scenes.Shown == SceneName.Menu ? _left : _scenes.Shown;
                _scenes.Show(inScene ? _left : SceneName.Menu);
            }
        }

        /// <summary>
        /// A step begins: what was drawn goes, but for a task with the same image and condition. What was drawn at the
        /// step before is there, and no step that could be undone; nothing is told of it.
        /// </summary>
        private void Begin(ParticipantSession session, Shown shown)
        {
            _left = SceneName.Structure;
            SessionCondition condition = session.Condition!;
            string about = $"{condition.Id} {session.Image?.Id} {session.Step!.Kind} {session.Participant.Owner}";
            if (session.Image == null)
            {
                return;
            }

            if (about != _about)
            {
                _about = about;
                Renew(session.Image, condition.NetworkId, shown);
            }

            if (session.Drawn.Count > 0)
            {
                _structure.Session!.Masks.Begin(session.Drawn.Select(mask => new PlacedMask(mask)).ToList());
            }
        }

        private void Renew(SessionImage image, string networkId, Shown shown)
        {
            _client.Renew(ChosenImage.Of(image), networkId);
            _client.Subject.Merging.Begin(networkId, shown.Merged);
            _structure.HasColumns = shown.Clusters;
            _structure.Session!.SideBySide.Wanted = null;
            Display display = _structure.Session!.Display;
            display.Mode = shown.Clusters ? Mode.Clustered : Mode.Unclustered;
            display.ClusterCount = shown.K;
            display.Criterion = shown.Criterion;
            display.Groups = shown.Groups;
            display.Difference = false;
            display.ColourMap = ColourMap.Of(shown.ColourMap);
            display.LiveMasks = shown.LiveMasks;
            _structure.Session.Masks.Fill = shown.Fill;
            _pool.Session!.Settings.Fill = shown.Fill;
            _pool.Session.Display.Arrangement = Arrangement.Tetrahedron; // as in the thesis
            _pool.Session.Display.Regions = false;
        }

        private void Hide(ParticipantSession? session)
        {
            bool study = session != null;
            Shown shown = session?.Shown ?? new Shown();
            Hide(Never, study);
            Hide(Behind, study && !_participation.InScene);
            Hide(OfPool, study && !shown.Pool);
            Hide(OfClusters, study && !shown.Clusters);
            Hide(OfComparison, study && !shown.Comparison);
            // It is by the clusters of the original, where a condition has none, or each image's own.
            Hide(OfLayerRows, study && (!shown.Clusters || shown.Groups != GroupsNames.Original));
            VisualElement root = _panels.rootVisualElement;
            root.Q<VisualElement>("layer-list").EnableInClassList("below-input", study && !shown.Clusters);
            root.Q<VisualElement>("structure-window").EnableInClassList("above-list", study && !shown.Clusters);
            if (!study)
            {
                _structure.HasColumns = true;
                _about = "";
                _step = null;
            }
        }

        private void Hide(string[] names, bool hidden)
        {
            foreach (string name in names)
            {
                Hide(_panels, name, hidden);
                Hide(_palette, name, hidden);
            }
        }

        private static void Hide(UIDocument document, string name, bool hidden)
        {
            if (document.isActiveAndEnabled && document.rootVisualElement.Q<VisualElement>(name) is VisualElement found)
            {
                found.EnableInClassList("kept-from-study", hidden);
            }
        }

        private void Enter(SceneName scene)
        {
            ParticipantSession? session = _participation.Session;
            if (!_participation.InScene || scene == SceneName.Menu)
            {
                return;
            }

            string name = scene == SceneName.Pool ? SceneNames.Pool : SceneNames.Structure;
            if (session!.Scene == name)
            {
                return;
            }

            session.Scene = name;
            session.Tell(EventKindNames.SceneEntered);
        }
    }
}
