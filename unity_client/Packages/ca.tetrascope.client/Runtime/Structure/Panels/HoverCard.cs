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
    /// What the pixel that is looked at is: layer, cluster, place, value, and what it is computed from.
    /// </summary>
    public sealed class HoverCard : StructurePart
    {
        [SerializeField, Tooltip("What is looked at.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("The same of another network.")]
        private StructureScene _beside = null!;

        private Label _card = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _card = root.Q<Label>("structure-tip");
            _scene.PanelHovered += ShowFirst;
            _beside.PanelHovered += ShowSecond;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _scene.PanelHovered -= ShowFirst;
            _beside.PanelHovered -= ShowSecond;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
        }

        private void ShowFirst(StructureHover? hover)
        {
            Show();
        }

        private void ShowSecond(StructureHover? hover)
        {
            Show();
        }

        private void Show()
        {
            StructureScene of = _scene.Hover == null ? _beside : _scene;
            _card.EnableInClassList("hidden", of.Hover == null);
            if (of.Hover is StructureHover known)
            {
                _card.text = of == _beside ? "B, " + Words(of.Columns, known, false) : Words(of.Columns, known, true);
            }
        }

        private static string Words(Columns columns, in StructureHover hover, bool opens)
        {
            Column column = columns.List[hover.Position];
            string? before = hover.ReadsInput ? null : columns.List[hover.Position - 1].Name;
            string panel = StructureWording.HoverCluster(
                hover.Cluster, columns.Clusters(hover.Position), column.ClusterAt(hover.Cluster));
            string? field = StructureWording.HoverField(hover.Region, before, hover.InputRegion);
            Cluster? cluster = column.ClusterAt(hover.Cluster);
            string tensor = StructureWording.HoverTensor(column.Layer, column.Data, cluster);
            string? explained = StructureWording.HoverExplained(cluster, opens);
            return $"{column.Name}\n{panel}\n{StructureWording.HoverPixel(hover.Pixel, hover.Value)}\n"
                + (field == null ? "" : field + "\n") + tensor + (explained == null ? "" : "\n" + explained);
        }
    }
}
