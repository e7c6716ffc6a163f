using Tetrascope.Beside;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What is said of the pools of two networks, in the browser client's words.</summary>
    public static class PairsWording
    {
        /// <summary>Above the importance of networks that answer otherwise.</summary>
        public const string DifferentLabels =
            "Each map is of its network’s own answer, and the answers differ: what speaks for one label speaks against "
            + "another, so the maps are not held against each other.";

        /// <summary>In place of importance maps of networks that see different parts of the photo.</summary>
        public const string NothingTogether =
            "They see no part of the photo together, so their importance is not compared.";

        /// <summary>Below the maps while none is pointed at.</summary>
        public const string Meaning =
            "Mean drop of each network’s own answer when a pixel is hidden, in percentage points (pp).";

        /// <summary>Below the scale of three maps.</summary>
        public const string OneScaleForThree =
            "One scale for all three. Red in the third: A needs the place more; blue: B does. That answers differ in "
            + "certainty makes a difference, too.";

        /// <summary>Below that of two.</summary>
        public const string OneScale = "One scale for both.";

        /// <summary>Above the list of copies.</summary>
        public const string Largest =
            "The largest fall first. Press one to lay its mask on the input and see the layers.";

        /// <summary>Which windows each network's copies have.</summary>
        public const string Windows =
            "Each network has windows of about 1/8, 1/4 and 3/8 of its own input’s side.";

        /// <summary>Of the lines below the table.</summary>
        public const string Changing = "Copies that change";

        /// <summary>Likewise.</summary>
        public const string Smallest = "Smallest mask that does";

        /// <summary>From which size on a rank correlation is told as strong, and as some.</summary>
        private const double Strong = 0.7;
        private const double Some = 0.3;

        /// <summary>How many masks change an answer.</summary>
        public static string Summary(int pairs, int neither, int both)
        {
            int changing = pairs - neither;
            string change = changing == 0
                ? "none changes an answer"
                : $"{Words.Count(changing, "changes", "change")} the answer of a network, {both} of these that of both";
            return $"Of {Words.Count(pairs, "mask")} at the same places of the photo, {change}.";
        }

        /// <summary>Whose answer masks change.</summary>
        public static string Of(Outcome outcome)
        {
            switch (outcome)
            {
                case Outcome.A:
                    return "change the answer of A alone";
                case Outcome.B:
                    return "change the answer of B alone";
                case Outcome.Both:
                    return "change both answers";
                default:
                    return "change neither answer";
            }
        }

        /// <summary>Above the copies of an outcome.</summary>
        public static string Title(int count, Outcome outcome) => $"{Words.Count(count, "mask")} that {Of(outcome)}";

        /// <summary>A copy as one network has it.</summary>
        public static string Copy(string letter, PoolImage copy, Protocol.Pool pool)
        {
            string name = $"class {copy.Label}";
            foreach (ClassLabel label in pool.Labels)
            {
                name = label.Index == copy.Label ? label.Name : name;
            }
            return $"{letter} {(copy.Kept ? "kept" : "changed")}: {name} {Words.Percent(copy.Probability)}";
        }

        /// <summary>How far a pool is; null where it is here.</summary>
        public static string? Waiting(string letter, Loadable<Protocol.Pool> pool)
        {
            switch (pool.State)
            {
                case LoadState.Ready:
                    return null;
                case LoadState.Failed:
                    return $"{letter}: {pool.Complaint?.Message} {pool.Complaint?.Hint}".Trim();
                case LoadState.Idle:
                    return $"{letter}: masked copies, waits for the other";
                default:
                    string left = pool.Progress?.SecondsLeft is double seconds
                        ? $", {Words.Duration(seconds)} left"
                        : "";
                    return $"{letter}: masked copies{left}";
            }
        }

        /// <summary>The smallest window of a copy that changes the answer, also as a share of the input.</summary>
        public static string SmallestOf(int? smallest, Tensor image)
        {
            double area = image.Shape[0] * image.Shape[1];
            return smallest is int side ? $"{side} × {side}, {Words.Percent(side * side / area)}" : "none";
        }

        /// <summary>What the rank correlation of two importance maps is, and what it means.</summary>
        public static string Correlation(double? correlation)
        {
            if (!(correlation is double known))
            {
                return "The rank correlation of both maps is not defined: in one of them all pixels matter alike.";
            }
            string told = Words.Decimals(known, 2).Replace("-", "−");
            return $"The rank correlation of both maps is {told}: 1 where the same pixels matter in the same order, 0 where "
                + "one map says nothing of the other, −1 where the order is reversed. " + MeaningOf(known);
        }

        /// <summary>The values at a place of the maps.</summary>
        public static string Values(PairedMaps maps, int pixel, bool alike)
        {
            string difference = alike ? $", A less B {Words.Points(maps.Difference[pixel])}" : "";
            return $"Here A {Words.Points(maps.One[pixel])}, B {Words.Points(maps.Two[pixel])}{difference}.";
        }

        private static string MeaningOf(double correlation)
        {
            if (correlation >= Strong)
            {
                return "Here both need much the same places.";
            }
            if (correlation >= Some)
            {
                return "Here both need the same places in part.";
            }
            return correlation > -Some
                ? "Here what one needs says little of what the other needs."
                : "Here one tends to need what the other can do without.";
        }
    }
}
