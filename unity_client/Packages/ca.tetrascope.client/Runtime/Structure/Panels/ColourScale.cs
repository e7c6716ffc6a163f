using Tetrascope.Colours;
using Tetrascope.Geometry;
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
        private ScaleRow _row = null!;
        private string _criterion = "";
        private Tensor? _told;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("colour-scale");
            _range = _panel.Q<Label>("colour-scale-range");
            _captions = _panel.Q<Label>("colour-scale-captions");
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
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Display.Changed -= Show;
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

            _row.Show(display.ColourMap, StructureWording.Low, StructureWording.High);
            _told = null;
            _range.text = StructureWording.OwnRange;
            Tell(_scene.Hover);
        }

        /// <summary>Nothing is made anew from pixel to pixel of a picture.</summary>
        private void Tell(StructureHover? hover)
        {
            Tensor? map = hover is StructureHover known
                ? _scene.Columns.List[known.Position].ClusterAt(known.Cluster)?.Representative
                : null;
            if (ReferenceEquals(map, _told))
            {
                return;
            }

            _told = map;
            (double low, double high) = map == null ? (0, 0) : TensorValues.Range(map);
            _row.Show(
                map == null ? StructureWording.Low : Words.Value(low),
                map == null ? StructureWording.High : Words.Value(high));
            _range.text = map == null ? StructureWording.OwnRange : StructureWording.ThisRange;
        }
    }
}
