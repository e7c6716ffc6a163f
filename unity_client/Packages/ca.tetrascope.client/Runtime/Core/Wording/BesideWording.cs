using Tetrascope.Beside;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What is said of two networks on one image, in the browser client's words.</summary>
    public static class BesideWording
    {
        /// <summary>In place of another network, in the list of those there are.</summary>
        public const string None = "none";

        /// <summary>In place of a list of which nothing can be chosen.</summary>
        public const string NoOther = "There is no other network to compare with.";

        /// <summary>Before either network has answered.</summary>
        public const string BothLook = "Both are looking …";

        /// <summary>While one has answered, and the other not.</summary>
        public const string OtherLooks = "The other network is still looking …";

        /// <summary>What a network cannot say of a class, because it has none of that name.</summary>
        public const string NotThere = "–";

        /// <summary>Whether both answer the same.</summary>
        public static string Verdict(Predictions one, Predictions two, LabelSets labels)
        {
            if (one.Classes.Count == 0 || two.Classes.Count == 0)
            {
                return "";
            }
            (ClassLabel here, ClassLabel there) = (one.Classes[0].Label, two.Classes[0].Label);
            if (labels.IsSameLabel(here, there))
            {
                return $"Both answer {here.Name}.";
            }
            string differ = labels.Shared == 0 ? "They know different labels" : "They differ";
            return $"{differ}: A answers {here.Name}, B {there.Name}.";
        }

        /// <summary>What became of an answer; <paramref name="letter"/> is that of its network.</summary>
        public static string Fell(string letter, Fall fall)
        {
            string bound = fall.AtMost ? "≤" : "";
            return $"{letter} {fall.Label.Name}: {Words.Percent(fall.Before)} unmasked, now {Now(fall)} "
                + $"({bound}{Words.Signed((fall.Now - fall.Before) * 100, 1)} points)";
        }

        /// <summary>What a network says of a class.</summary>
        public static string Told(Said? said)
        {
            if (!(said is Said known))
            {
                return NotThere;
            }
            return known.Rank == null ? AtMost(known.Probability) : Words.Percent(known.Probability);
        }

        /// <summary>
        /// How many of the classes told are told by both, and what a bound means where one is shown; empty where both
        /// tell all they have.
        /// </summary>
        public static string Shared(int told, int shared, bool all, bool bounded)
        {
            if (all)
            {
                return "";
            }
            string among = $"{Words.Count(shared, "is", "are")} among those of both.";
            string bound = bounded ? $" ≤: not among its {told}, so at most that." : "";
            return $"Of the {told} most probable classes of each, {among}{bound}";
        }

        /// <summary>How classes are matched where the lists of labels differ; empty where they are the same.</summary>
        public static string Labels(LabelSets labels) => labels.Same
            ? ""
            : $"The labels differ: {Words.Count(labels.Shared, "name")} in common. Classes are matched by name; "
                + $"“{NotThere}” is a name that the network does not have.";

        private static string Now(Fall fall) => fall.AtMost ? AtMost(fall.Now) : Words.Percent(fall.Now);

        private static string AtMost(double share) => "≤" + Words.Percent(share).TrimStart('<', '>');
    }
}
