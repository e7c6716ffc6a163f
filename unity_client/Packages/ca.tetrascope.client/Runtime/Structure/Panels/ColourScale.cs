using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// What the colours and captions of scene 1 mean. Each picture is coloured by its own range; that of the one
    /// pointed at is told in numbers.
    /// </summary>
    public sealed class ColourScale : StructurePart
    {
        [SerializeField, Tooltip("What is looked at.")]
        private StructureScene _scene = null!;

        private VisualElement _panel = null!;
        private Label _range = null!;
        private Label _captions = null!;
        private Label _groups = null!;
        private ScaleRow _row = null!;
        private string _criterion = "";
        private bool _signed;
        private Tensor? _told;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("colour-scale");
            _range = _panel.Q<Label>("colour-scale-range");
            _captions = _panel.Q<Label>("colour-scale-captions");
            _groups = _panel.Q<Label>("colour-scale-groups");
            _row = new ScaleRow(_panel.Q<VisualElement>("colour-scale-row"), "colour-scale");
            _scene.PanelHovered += Tell;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            base.OnDestroy();
            _scene.PanelHovered -= Tell;
            _row?.Dispose();
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Display.Changed += Show;
            session.Answers.ProgressChanged += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Display.Changed -= Show;
            session.Answers.ProgressChanged -= Show;
        }

        private void Show()
        {
            Display display = Session.Display;
            _panel.EnableInClassList("hidden", display.Mode != Mode.Clustered);
            if (display.Criterion != _criterion)
            {
                _criterion = display.Criterion;
                _captions.text = StructureWording.Captions(_criterion);
            }

            ClusteredLayer? shown = Shown();
            bool masked = Session.Answers.Predictions?.Masks.Count > 0;
            _groups.text = StructureWording.Groups(masked ? shown?.Groups : null);
            _signed = shown != null && shown.Clusters.Count > 0 && shown.Clusters[0].Difference != null;
            _told = null;
            Unpointed();
            Tell(_scene.Hover);
        }

        /// <summary>A column that is here; null where none is.</summary>
        private ClusteredLayer? Shown()
        {
            foreach (ClusteredLayer? column in Session.Answers.Columns)
            {
                if (column != null)
                {
                    return column;
                }
            }

            return null;
        }

        private void Unpointed()
        {
            _row.Show(
                _signed ? DivergingColours.Scale : Session.Display.ColourMap,
                _signed ? StructureWording.Less : StructureWording.Low,
                _signed ? StructureWording.More : StructureWording.High);
            _range.text = _signed ? StructureWording.LayersLargest : StructureWording.OwnRange;
        }

        /// <summary>Nothing is made anew from pixel to pixel of a picture.</summary>
        private void Tell(StructureHover? hover)
        {
            Cluster? cluster = hover is StructureHover known
                ? _scene.Columns.List[known.Position].ClusterAt(known.Cluster)
                : null;
            Tensor? map = cluster == null ? null : ClusterPicture.Of(cluster);
            if (ReferenceEquals(map, _told))
            {
                return;
            }

            _told = map;
            if (map == null)
            {
                Unpointed();
                return;
            }

            bool signed = cluster!.Difference != null;
            double limit = ClusterPicture.Limit(map);
            (double low, double high) = signed ? (-limit, limit) : TensorValues.Range(map);
            _row.Show(
                signed ? DivergingColours.Scale : Session.Display.ColourMap,
                Words.Value(low),
                (signed && high > 0 ? "+" : "") + Words.Value(high));
            _range.text = signed ? StructureWording.ThisLayer : StructureWording.ThisRange;
        }
    }
}
