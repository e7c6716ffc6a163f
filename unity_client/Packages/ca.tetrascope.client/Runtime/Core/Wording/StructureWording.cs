using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What scene 1 says of its panels, columns and pixels.</summary>
    public static class StructureWording
    {
        /// <summary>What is said in place of the layers of a network that has none.</summary>
        public const string NoLayers =
            "This network has no layer of which feature maps could be shown. It answers, and masked images work.";

        /// <summary>At the lower end of a colour scale that holds for all pictures.</summary>
        public const string Low = "low";

        /// <summary>At its upper end.</summary>
        public const string High = "high";

        /// <summary>Beside such a scale.</summary>
        public const string OwnRange = "in each picture’s own range";

        /// <summary>Beside the scale of the picture that is pointed at.</summary>
        public const string ThisRange = "in this picture";

        /// <summary>At the lower end of the scale of differences.</summary>
        public const string Less = "less";

        /// <summary>At its upper end.</summary>
        public const string More = "more than in the original";

        /// <summary>Beside the scale of differences.</summary>
        public const string LayersLargest = "white: no change; each layer to its largest";

        /// <summary>Beside the scale of the layer that is pointed at.</summary>
        public const string ThisLayer = "in this layer";

        /// <summary>Whose clusters a masked image is shown in, and what dashed frames mean.</summary>
        public static string Groups(string? groups)
        {
            string dashed = $"dashed frame: explains under {Words.Percentage(StructureNumbers.LittleExplained)}";
            return groups == null
                ? dashed
                : (groups == GroupsNames.Original
                    ? "clusters of the original image"
                    : "clusters made anew for this mask") + " · " + dashed;
        }

        /// <summary>Where masking changed something, below the classes.</summary>
        public const string Marks =
            "The mark on a bar is the unmasked image. Changes are in percentage points; “new” was not among its ten.";

        /// <summary>What the captions above the pictures are.</summary>
        public static string Captions(string criterion) =>
            $"above each picture: its maps, their {CriterionWording.MeanName(criterion)}";

        /// <summary>Above the input.</summary>
        public const string Input = "input";

        /// <summary>Above the classes.</summary>
        public const string Classes = "most probable classes";

        /// <summary>How many maps, as above a panel.</summary>
        public static string Maps(Cluster cluster) =>
            cluster.Channels.Count == 1 ? "1 map" : $"{cluster.Channels.Count} maps";

        /// <summary>The share of the maps' variance that the picture explains.</summary>
        public static string Explained(Cluster cluster) => cluster.ExplainedVariance is double share
            ? $"{Words.Percentage(share)} explained"
            : "constant";

        /// <summary>A layer's size, as below its name: rows × columns × maps.</summary>
        public static string LayerSize(Layer layer) => layer.Kind == "dense"
            ? $"{layer.Height * layer.Width} units, one pixel each"
            : $"{layer.Height} × {layer.Width} × {layer.Channels}";

        /// <summary>
        /// The input's size. Maps are counted rows first and pictures columns first: where it matters the words say
        /// which is which.
        /// </summary>
        public static string InputSize(Size size) => size.Height == size.Width
            ? $"{size.Height} × {size.Width} pixels"
            : $"{size.Height} rows × {size.Width} columns";

        /// <summary>
        /// In the list of layers, below a name: the kind, and which output is shown where that is another.
        /// </summary>
        public static string LayerKind(Layer layer) =>
            layer.Output == layer.Name ? layer.Kind : $"{layer.Kind}, shown after {layer.Output}";

        /// <summary>Above the list of layers.</summary>
        public static string LayerListTitle(int layers) => $"{Words.Count(layers, "layer")}, in the order data flows";

        /// <summary>A cluster in a list, such as that of a screen reader.</summary>
        public static string ClusterInWords(Cluster cluster, string criterion)
        {
            string explained = cluster.ExplainedVariance is double share
                ? $"explains {(ClusterPicture.ExplainsLittle(share) ? "only " : "")}{Words.Percent(share)}"
                : "constant";
            string maps = Words.Count(cluster.Channels.Count, "map");
            string score = $"{CriterionWording.Name(criterion)} {CriterionWording.Score(criterion, cluster.MeanScore)}";
            return $"Cluster {cluster.Index + 1}: {maps}, {score}, {explained}";
        }

        /// <summary>Of the hover card: which cluster.</summary>
        public static string HoverCluster(int index, int clusters, Cluster? cluster) =>
            $"Cluster {index + 1} of {clusters}" + (cluster == null ? "" : $", {Maps(cluster)}");

        /// <summary>Of the hover card, and beside a large map: where the pixel is, and its value.</summary>
        public static string HoverPixel(Pixel pixel, double value) =>
            $"Row {pixel.Row}, column {pixel.Column}: {Words.Value(value)}";

        /// <summary>
        /// Of the hover card: what the pixel is computed from. <paramref name="previous"/> is the layer of the column
        /// before, null where that is the input. Null where there is nothing to say.
        /// </summary>
        public static string? HoverField(Region? region, string? previous, Region? inputRegion)
        {
            if (!(region is Region read))
            {
                return previous == null ? null : $"Does not read {previous}";
            }
            string onInput = previous != null && inputRegion is Region input ? $", {Extent(input)} of the input" : "";
            return $"From {Extent(read)} of {previous ?? "the input"}{onInput}";
        }

        /// <summary>Of the hover card: which tensor the picture is.</summary>
        public static string HoverTensor(Layer? layer, ClusteredLayer? column = null, Cluster? cluster = null)
        {
            string component = cluster?.Difference != null
                ? "Masked less original, by the original’s component of the maps"
                : column?.Groups == GroupsNames.Original
                    ? "The maps by the original’s first component"
                    : "First component of the maps";
            return component + (layer != null && layer.Output != layer.Name ? $" after {layer.Output}" : "");
        }

        /// <summary>Of the hover card: where the picture explains little of its maps; null where it does not.</summary>
        public static string? HoverExplained(Cluster? cluster, bool opens = true) =>
            cluster?.ExplainedVariance is double share && ClusterPicture.ExplainsLittle(share)
                ? $"Explains only {Words.Percent(share)} of them" + (opens ? ": open it to see the rest" : "")
                : null;

        /// <summary>Below a large map's input: how much of it the pixel is computed from.</summary>
        public static string ComputedFrom(Region region) =>
            $"Computed from {region.Height} × {region.Width} pixels of the input";

        /// <summary>Below a large map that is not pointed at.</summary>
        public static string MapScore(FeatureMap map, string criterion) =>
            $"{CriterionWording.Title(criterion)} {CriterionWording.Score(criterion, map.Score, 3)}";

        /// <summary>While layers arrive; what the server does where none has yet.</summary>
        public static string Running(int arrived, int columns, string? stage) =>
            arrived > 0 || string.IsNullOrEmpty(stage) ? $"Columns: {arrived} of {columns}" : Words.Sentence(stage!);

        /// <summary>When all are here.</summary>
        public static string Updated(double seconds) =>
            $"Updated in {(seconds < 10 ? Words.Decimals(seconds, 2) : Words.Decimals(seconds, 0))} s.";

        /// <summary>What masking did to a class, in percentage points; "new" where it was not among the ten.</summary>
        public static string Change(double? change) =>
            change is double known ? Words.Signed(known * 100, 1) : "new";

        private static string Extent(Region region) => $"{region.Height} × {region.Width}";
    }
}
