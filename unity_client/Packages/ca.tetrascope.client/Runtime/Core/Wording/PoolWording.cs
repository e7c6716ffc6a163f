using System;
using System.Collections.Generic;
using Tetrascope.Layout;
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

        /// <summary>Beside answers of a network with random weights.</summary>
        public const string RandomWeights =
            "Random weights: this network has learned nothing, and its answers mean nothing.";

        /// <summary>Where the importance map will be.</summary>
        public const string ImportanceLater =
            "The heat map comes when the pool is whole: it is the mean over all masks that cover a pixel.";

        /// <summary>Where the controls say something else than what is shown.</summary>
        public const string Outdated =
            "What is on screen was made with other settings. Run again to follow these.";

        /// <summary>Where no pool can be made; which window is wrong, and why, stands below the windows.</summary>
        public const string NoPool = "No pool can be made of these windows. Change them, then run it.";

        /// <summary>Where no image is looked at.</summary>
        public const string NothingPointedAt =
            "Point at an image in the scene, or at a line of the list, to see its mask and probabilities.";

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

        /// <summary>Of a card: the answer, and what came of it.</summary>
        public static string Verdict(PoolImage image, string label, bool supportVector) =>
            $"{label} {Words.Percent(image.Probability)} · {(image.Kept ? Kept : Changed)}"
            + (supportVector ? $" · {SupportVector}" : "");

        /// <summary>Of a card, below the probabilities: all else that is known of a copy, a line each.</summary>
        public static string Facts(
            PoolImage image, ClassScore examined, IReadOnlyList<Window> windows, double? distance)
        {
            Window? window = image.Window < windows.Count ? windows[image.Window] : null;
            return $"Change of {examined.Label.Name}: {Change(image, examined)}\n"
                + (distance is double known ? $"To the boundary: {Distance(known)}\n" : "")
                + $"Window: {WindowSize(window)}\nMask at row, column: {MaskPlace(image)}";
        }

        /// <summary>Above the means of the labels at the corners.</summary>
        public static string CornersTitle(string corner) => $"Labels at the {corner}s, mean over the pool";

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

        /// <summary>Below the windows: how many copies they make.</summary>
        public static string Copies(int copies, int most) =>
            $"{Words.Count(copies, "masked copy", "masked copies")} of at most {Words.Whole(most)}";

        /// <summary>Of one window: its copies, and of how many places where not all are looked at.</summary>
        public static string WindowCopies(int? copies, int places) => copies is int known
            ? Words.Whole(known) + (known < places ? $" of {Words.Whole(places)}" : "")
            : "–";

        /// <summary>Where a pool cannot represent each label by as many as were asked for.</summary>
        public static string Fewer(int perLabel) => $"This pool has {Words.Whole(perLabel)} for each label.";

        /// <summary>What the lines between regions tell.</summary>
        public const string Regions =
            "Thin lines part the body where another label becomes the most probable of those at its corners.";

        /// <summary>By what places are, as a choice names it.</summary>
        public static readonly IReadOnlyList<(PositionScale, string)> PositionScales = new[]
        {
            (PositionScale.Linear, "Probability"), (PositionScale.Log, "Its logarithm"),
        };

        /// <summary>Of the images that stand on one spot: how far they are moved apart.</summary>
        public static string Spread(double amount) => amount == 0 ? "exact places" : "× " + Words.Short(amount);

        /// <summary>Below the filters: how many stand out, and what is not seen.</summary>
        /// <param name="shown">Those in the scene that pass.</param>
        /// <param name="present">All in the scene.</param>
        /// <param name="all">All of the pool.</param>
        /// <param name="hidden">Whether those that do not pass are hidden, rather than faded.</param>
        public static string Passing(int shown, int present, int all, bool hidden)
        {
            string others = shown == present ? "" : $"; {Words.Whole(present - shown)} {(hidden ? "hidden" : "faded")}";
            string absent = present == all
                ? ""
                : $". {Words.Whole(all - present)} more of the pool are not in the scene";
            return $"{Words.Whole(shown)} of {Words.Whole(present)} pass the filters{others}{absent}.";
        }

        /// <summary>Above the filter of the selection.</summary>
        public static string Represents(string corner) =>
            $"Represents the label at {(corner == "end" ? "an end" : "a corner")}";

        /// <summary>Above the filter of what lies outside, with its limit.</summary>
        public static string OutsideAtMost(string cornerCount, double limit) =>
            $"Outside the {cornerCount} labels, at most: {(limit >= 1 ? "any" : Words.Percent(limit))}";

        /// <summary>Below the choice of all images.</summary>
        public static string OnlySelected(string cornerCount) =>
            $"Otherwise only those selected to represent the {cornerCount} labels.";

        /// <summary>Of the legend: places.</summary>
        public static string LegendPlace(string corner, bool byLogarithms) =>
            $"Place{(byLogarithms ? ", by logarithms" : "")}: the nearer to "
            + $"{(corner == "end" ? "an end" : "a corner")}, the more probable that {corner}’s label"
            + (byLogarithms ? "; small probabilities count far more than they are." : ".");

        /// <summary>Of the legend: places on the photo.</summary>
        public const string LegendPhoto =
            "Place: in the middle of what the copy hides, on one photo for each window size.";

        /// <summary>Of the legend: colours on the photo.</summary>
        public static string LegendColour(string? label) =>
            $"Colour: the change of {label ?? "the label"} by this copy alone, red where it falls.";

        /// <summary>At the ends of the colours on the photo: the largest change, 0..1.</summary>
        public static (string Rises, string Falls) ChangeEnds(double most) =>
            ($"rises by {Words.Decimals(most * 100, 1)} pp", $"falls by {Words.Decimals(most * 100, 1)} pp");

        /// <summary>Of the legend: square corners.</summary>
        public static string LegendKept(string meaning) => $"Square corners: {meaning}.";

        /// <summary>Of the legend: a cut corner.</summary>
        public static string LegendChanged(string meaning) => $"Cut corner: {meaning}.";

        /// <summary>Below the importance map: a pixel's.</summary>
        public static string Importance(double value, int row, int column) =>
            $"{Words.Points(value)} at row {row}, column {column}";

        /// <summary>Below the importance map: what it is.</summary>
        public static string ImportanceMeaning(string label) =>
            $"Mean drop of {label} when a pixel is hidden, in percentage points (pp).";

        /// <summary>Heads of the list of images, in the order of what it can be sorted by.</summary>
        public static readonly IReadOnlyList<string> ColumnTitles =
            new[] { "Copy", "Label", "Change", "Outside", "Distance" };

        /// <summary>The numbers of a boundary, a line each.</summary>
        public static string BoundaryFacts(Boundary boundary)
        {
            int copies = boundary.Kept + boundary.Changed;
            return $"Support vectors: {Words.Whole(boundary.SupportVectors.Count)} of {Words.Whole(copies)}\n"
                + $"Margin, in standardised logits: {Known(boundary.Margin, margin => Words.Number(margin, 3))}\n"
                + $"On the right side: {Known(boundary.Accuracy, Words.Percent)}\n"
                + "The same for copies left out of the fit: "
                + Known(boundary.CrossValidatedAccuracy, Words.Percent);
        }

        /// <summary>What is worth knowing of the two accuracies of a boundary.</summary>
        public static string Honesty(Boundary boundary)
        {
            (int kept, int changed) = (boundary.Kept, boundary.Changed);
            if (boundary.CrossValidatedAccuracy == null)
            {
                return "Not measured on copies left out of the fit: that needs 5 kept and 5 changed copies, " +
                    $"and there are {kept} and {changed}.";
            }
            double always = (double)Math.Max(kept, changed) / (kept + changed);
            string more = kept >= changed ? Kept : Changed;
            return $"The last number is the honest one. For comparison: always saying “{more}” would be right for " +
                $"{Words.Percent(always)}.";
        }

        /// <summary>
        /// What kept means, in words that end a sentence; of <paramref name="original"/> and <paramref
        /// name="examined"/> either is null before they are known.
        /// </summary>
        public static string MeaningOfKept(ClassLabel? original, ClassScore? examined, bool independent)
        {
            string name = examined?.Label.Name ?? "the label";
            if (independent)
            {
                return Holds(examined)
                    ? $"{name} is still there, at 50% or more"
                    : $"{name} is still not there, below 50%";
            }
            return examined?.Label.Index == original?.Index ? "the label is kept" : $"the label is still not {name}";
        }

        /// <summary>What changed means, likewise.</summary>
        public static string MeaningOfChanged(ClassLabel? original, ClassScore? examined, bool independent)
        {
            string name = examined?.Label.Name ?? "the label";
            if (independent)
            {
                return Holds(examined)
                    ? $"{name} is gone, below 50%"
                    : $"{name} has appeared, at 50% or more";
            }
            return examined?.Label.Index == original?.Index
                ? "the label has changed"
                : $"the label has become {name}";
        }

        private static string Known(double? number, Func<double, string> worded) =>
            number is double known ? worded(known) : "–";

        private static bool Holds(ClassScore? examined) => examined == null || examined.Probability >= Threshold;
    }
}
