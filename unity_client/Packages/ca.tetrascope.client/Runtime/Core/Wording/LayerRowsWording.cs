using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Wording
{
    /// <summary>What is said of one layer over many images.</summary>
    public static class LayerRowsWording
    {
        /// <summary>Beside the scale.</summary>
        public const string Scale =
            "Modified less original, white: no change, and the mean size of the change below. One scale for all images and "
            + "clusters, but for the original’s maps.";

        /// <summary>The most probable class of an image; why there is none, or that it is awaited.</summary>
        public static string Answer(RowImage row)
        {
            if (row.Complaint is Complaint complaint)
            {
                return $"Not answered: {complaint.Message}";
            }
            return row.Classes == null
                ? "Not answered yet"
                : $"{row.Classes[0].Label.Name} {Words.Percent(row.Classes[0].Probability)}";
        }

        /// <summary>What has become of the original's answer; nothing of the original, or before it is known.</summary>
        public static string Fall(RowImage row, RowImage original)
        {
            if (row == original || !(row.FallFrom(original) is (ClassScore before, double now, bool atMost)))
            {
                return "";
            }
            string name = before.Label.Name;
            string points = $"{StructureWording.Change(now - before.Probability)} points";
            if (row.Classes![0].Label.Index == before.Label.Index)
            {
                return points;
            }
            return atMost
                ? $"{name} ≤{Words.Percent(now).TrimStart('<', '>')}, from {Words.Percent(before.Probability)}"
                : $"{name} {Words.Percent(now)}, {points}";
        }

        /// <summary>
        /// Below a cluster of a row: how much it changed; of the original, which cluster it is. In brief where there is
        /// little room.
        /// </summary>
        public static string Cluster(RowImage row, int cluster, bool brief)
        {
            if (cluster < row.Changes.Count)
            {
                return (brief ? "" : "mean change ") + Words.Number(row.Changes[cluster].Mean, brief ? 2 : 4);
            }
            return brief
                ? $"{cluster + 1}"
                : $"Cluster {cluster + 1}, {StructureWording.Maps(row.Column!.Clusters[cluster])}";
        }

        /// <summary>The same while a pixel is read: its value, of a difference with its sign.</summary>
        public static string Pixel(double value, bool signed) => (signed && value > 0 ? "+" : "") + Words.Value(value);

        /// <summary>How many images there are, and how many are answered.</summary>
        public static string State(LayerRows rows)
        {
            int images = rows.Rows.Count;
            if (rows.Waits)
            {
                return $"{rows.Answered} of {Words.Count(images, "image")} answered";
            }
            return images == 1
                ? "Only the original so far: mask something, and keep it."
                : Words.Count(images, "image");
        }
    }
}
