using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What scene 2 says of a pool and of its images.</summary>
    public static class PoolWording
    {
        /// <summary>Probability from which on an independent label is there.</summary>
        public const double Threshold = 0.5;

        /// <summary>Before the first part of a pool.</summary>
        public const string Asking = "Asking the server";

        /// <summary>While the connection is lost.</summary>
        public const string WaitingForServer = "Waiting for the server";

        /// <summary>While a pool is computed again after the connection was lost.</summary>
        public const string Again =
            "The server lost it on the way and computes the pool again. What had arrived stays until then.";

        /// <summary>Beside vertices that may still become others.</summary>
        public const string NotWhole = "They can still change until the pool is whole.";

        /// <summary>While the boundary is looked for.</summary>
        public const string LookingForBoundary = "Looking for the boundary …";

        /// <summary>Before a pool is whole.</summary>
        public const string BoundaryLater = "It is looked for when the pool is whole.";

        /// <summary>Of a kept image, in its card.</summary>
        public const string Kept = "kept";

        /// <summary>Of a changed image, in its card.</summary>
        public const string Changed = "changed";

        /// <summary>Of a support vector, in its card.</summary>
        public const string SupportVector = "support vector";

        /// <summary>How many labels stand at corners, in words.</summary>
        public static string CornerCount(int corners) => corners == 2 ? "two" : corners == 3 ? "three" : "four";

        /// <summary>What they span.</summary>
        public static string Body(int corners) => corners == 2 ? "segment" : corners == 3 ? "triangle" : "tetrahedron";

        /// <summary>Where a label stands: at an end of a segment, else at a corner.</summary>
        public static string Corner(int corners) => corners == 2 ? "end" : "corner";

        /// <summary>Of a label at a vertex: its mean, and what it is besides; see <see cref="Role"/>.</summary>
        public static string VertexMean(PoolVertex vertex, string? role) =>
            $"mean {Words.Percent(vertex.MeanProbability)}{(role == null ? "" : $" · {role}")}";

        /// <summary>Whether a label is the answer for the whole image, or the one examined; null for neither.</summary>
        public static string? Role(int label, int original, int examined, bool independent)
        {
            if (label == original)
            {
                return independent ? "most probable" : "answer";
            }
            return label == examined ? "examined" : null;
        }

        /// <summary>Beside the probability that an image's position leaves out.</summary>
        public static string Outside(int corners, bool independent) =>
            independent ? "Share of all other labels" : $"Outside the {CornerCount(corners)} labels";

        /// <summary>The title of an image's card.</summary>
        public static string Title(PoolImage image) => $"Masked copy {image.Index}";

        /// <summary>The window that an image comes from.</summary>
        public static string WindowSize(Window? window) =>
            window == null ? "unknown" : $"{window.Size} × {window.Size}, stride {window.Stride}";

        /// <summary>Where an image's mask begins.</summary>
        public static string MaskPlace(PoolImage image) => $"{image.Mask.Top}, {image.Mask.Left}";

        /// <summary>How a mask changes the probability of the examined label, in percentage points.</summary>
        public static string Change(PoolImage image, ClassScore examined) =>
            Words.Points(image.OriginalProbability - examined.Probability);

        /// <summary>Where the boundary says an image stands.</summary>
        public static string Distance(double distance) =>
            $"{Words.Signed(distance)} ({(distance > 0 ? Changed : Kept)} side)";

        /// <summary>"120 of 299 masked copies".</summary>
        public static string OfCopies(int done, int total) =>
            $"{Words.Whole(done)} of {Words.Count(total, "masked copy", "masked copies")}";

        /// <summary>Below the progress bar: how many are done.</summary>
        public static string Progress(int done, int total) =>
            total > 0 ? $"{Words.Whole(done)} of {Words.Whole(total)}" : "Preparing";

        /// <summary>
        /// Beside the progress bar: the time that is left where it is known, else the share that is done.
        /// </summary>
        public static string Left(Progress progress) => progress.SecondsLeft is double seconds
            ? $"{Words.Duration(seconds)} left"
            : progress.Total > 0 ? $"{progress.Done * 100 / progress.Total}%" : "";

        /// <summary>After a cancel: what of the pool is here.</summary>
        public static string Cancelled(int arrived, int total) => arrived == 0
            ? "Cancelled. Nothing had arrived yet."
            : $"Cancelled. {OfCopies(arrived, total)} had arrived and stay on screen. " +
            "The selection, the importance and the boundary need the whole pool.";

        /// <summary>Below the filters.</summary>
        public static string Passing(int shown, int present) =>
            $"{Words.Whole(shown)} of {Words.Whole(present)} pass the filters";

        /// <summary>Below the importance map: a pixel's.</summary>
        public static string Importance(double value, int row, int column) =>
            $"{Words.Points(value)} at row {row}, column {column}";

        /// <summary>Below the importance map: what it is.</summary>
        public static string ImportanceMeaning(string label) =>
            $"Mean drop of {label} when a pixel is hidden, in percentage points (pp).";

        /// <summary>What is worth knowing of the two accuracies of a boundary.</summary>
        public static string Honesty(Boundary boundary)
        {
            (int kept, int changed) = (boundary.Kept, boundary.Changed);
            if (boundary.CrossValidatedAccuracy == null)
            {
                return "Not measured on copies left out of the fit: that needs 5 kept and 5 changed copies, " +
                    $"and there are {kept} and {changed}.";
            }
            double always = (double)System.Math.Max(kept, changed) / (kept + changed);
            string more = kept >= changed ? Kept : Changed;
            return $"The last number is the honest one. For comparison: always saying “{more}” would be right for " +
                $"{Words.Percent(always)}.";
        }

        /// <summary>What kept means for a pool, in words that end a sentence.</summary>
        public static string MeaningOfKept(ClassScore original, ClassScore examined, bool independent)
        {
            string name = examined.Label.Name;
            if (independent)
            {
                return examined.Probability >= Threshold
                    ? $"{name} is still there, at 50% or more"
                    : $"{name} is still not there, below 50%";
            }
            return examined.Label.Index == original.Label.Index
                ? "the label is kept"
                : $"the label is still not {name}";
        }

        /// <summary>What changed means, likewise.</summary>
        public static string MeaningOfChanged(ClassScore original, ClassScore examined, bool independent)
        {
            string name = examined.Label.Name;
            if (independent)
            {
                return examined.Probability >= Threshold
                    ? $"{name} is gone, below 50%"
                    : $"{name} has appeared, at 50% or more";
            }
            return examined.Label.Index == original.Label.Index
                ? "the label has changed"
                : $"the label has become {name}";
        }
    }
}
