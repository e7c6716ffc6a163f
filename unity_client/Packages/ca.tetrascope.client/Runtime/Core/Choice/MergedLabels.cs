using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>
    /// Classes that are told as one label: what of it fits a network, and the text that links and settings have.
    /// </summary>
    public static class MergedLabels
    {
        /// <summary>Labels that must be left, so that there is something to tell apart.</summary>
        private const int MinLeft = 2;

        private const char BetweenLabels = '/';
        private const char BeforeClasses = ':';
        private const char BetweenClasses = ',';
        private const char InRun = '-';

        /// <summary>What a URI component keeps as it is in a browser, and .NET escapes.</summary>
        private const string KeptInBrowsers = "!'()*";

        /// <summary>None.</summary>
        public static IReadOnlyList<MergedLabel> None { get; } = Array.Empty<MergedLabel>();

        /// <summary>
        /// Those that a network with these classes can tell: others would be refused with all that is asked. Of labels
        /// that have a class or their name in common, the first.
        /// </summary>
        public static IReadOnlyList<MergedLabel> ThatFit(
            IReadOnlyList<MergedLabel> labels, IReadOnlyList<string> classNames)
        {
            List<MergedLabel> fitting = Apart(
                labels.Where(label => IsWhole(label, classNames.Count)).Take(LayersRequest.MaxMerged));
            // Each that is left out gives its classes' names back, so until nothing changes.
            int before;
            do
            {
                before = fitting.Count;
                List<MergedLabel> now = fitting;
                fitting = now.Where((label, place) => NameProblem(label.Name, now, classNames, place) == null).ToList();
            }
            while (fitting.Count < before);
            int left = classNames.Count - fitting.Sum(label => label.Classes.Count - 1);
            return left >= MinLeft ? fitting : None;
        }

        /// <summary>
        /// The index of the label that a class is told in: merged ones follow on all classes.
        /// </summary>
        public static int LabelOf(int index, IReadOnlyList<MergedLabel> labels, int classCount)
        {
            for (int place = 0; place < labels.Count; place++)
            {
                if (labels[place].Classes.Contains(index))
                {
                    return classCount + place;
                }
            }
            return index;
        }

        /// <summary>
        /// What stands for a label in a request whatever else is merged: a merged label's first class, else the class.
        /// </summary>
        public static int ClassOf(int index, IReadOnlyList<MergedLabel> labels, int classCount)
        {
            int place = LabelOf(index, labels, classCount) - classCount;
            return place < 0 || place >= labels.Count ? index : labels[place].Classes[0];
        }

        /// <summary>
        /// As a link has them: <c>cat:281,282,285/car:511,817</c>, of more than two classes in a row
        /// <c>dog:151-268</c>.
        /// </summary>
        public static string TextOf(IReadOnlyList<MergedLabel> labels)
        {
            return string.Join(
                BetweenLabels.ToString(),
                labels.Select(label => Escaped(label.Name) + BeforeClasses + Runs(label.Classes)));
        }

        /// <summary>The labels of a text; null where it cannot be read.</summary>
        public static IReadOnlyList<MergedLabel>? Read(string text)
        {
            var labels = new List<MergedLabel>();
            foreach (string part in text.Split(BetweenLabels))
            {
                if (labels.Count == LayersRequest.MaxMerged || !(ReadOne(part) is MergedLabel label))
                {
                    return null;
                }
                labels.Add(label);
            }
            return labels;
        }

        /// <summary>Why the label at <paramref name="place"/> cannot have a name; null where it can.</summary>
        /// <param name="name">The name, as a person typed it.</param>
        /// <param name="labels">All merged labels.</param>
        /// <param name="classNames">Those of the network.</param>
        /// <param name="place">Which of the labels it is.</param>
        public static string? NameProblem(
            string name, IReadOnlyList<MergedLabel> labels, IReadOnlyList<string> classNames, int place)
        {
            if (name.Trim().Length == 0)
            {
                return "Give it a name.";
            }
            if (name != name.Trim() || name.Length > MergedLabel.MaxNameLength || !IsPrintable(name))
            {
                return $"A name has at most {MergedLabel.MaxNameLength} letters.";
            }
            var merged = new HashSet<int>(labels.SelectMany(each => each.Classes));
            string wanted = Folded(name);
            bool isOthers = labels.Where((other, at) => at != place && Folded(other.Name) == wanted).Any()
                || classNames.Where((other, index) => !merged.Contains(index) && Folded(other) == wanted).Any();
            return isOthers ? $"Another label is called “{name}”." : null;
        }

        private static bool IsWhole(MergedLabel label, int classCount)
        {
            return label.Classes.Count >= MergedLabel.MinClasses
                && label.Classes.Count <= MergedLabel.MaxClasses
                && label.Classes.Distinct().Count() == label.Classes.Count
                && label.Classes.All(index => index >= 0 && index < classCount);
        }

        private static List<MergedLabel> Apart(IEnumerable<MergedLabel> labels)
        {
            var classes = new HashSet<int>();
            var names = new HashSet<string>();
            var apart = new List<MergedLabel>();
            foreach (MergedLabel label in labels)
            {
                if (names.Contains(Folded(label.Name)) || classes.Overlaps(label.Classes))
                {
                    continue;
                }
                names.Add(Folded(label.Name));
                classes.UnionWith(label.Classes);
                apart.Add(label);
            }
            return apart;
        }

        private static bool IsPrintable(string name)
        {
            for (int at = 0; at < name.Length; at += char.IsSurrogatePair(name, at) ? 2 : 1)
            {
                switch (CharUnicodeInfo.GetUnicodeCategory(name, at))
                {
                    case UnicodeCategory.Control:
                    case UnicodeCategory.Format:
                    case UnicodeCategory.Surrogate:
                    case UnicodeCategory.PrivateUse:
                    case UnicodeCategory.OtherNotAssigned:
                    case UnicodeCategory.LineSeparator:
                    case UnicodeCategory.ParagraphSeparator:
                        return false;
                    case UnicodeCategory.SpaceSeparator when name[at] != ' ':
                        return false;
                }
            }
            return true;
        }

        private static string Folded(string name)
        {
            return name.ToLowerInvariant();
        }

        private static string Escaped(string name)
        {
            var text = new StringBuilder(Uri.EscapeDataString(name));
            foreach (char kept in KeptInBrowsers)
            {
                text.Replace(Uri.HexEscape(kept), kept.ToString());
            }
            return text.ToString();
        }

        private static string Runs(IReadOnlyList<int> classes)
        {
            var runs = new List<string>();
            int[] rising = classes.OrderBy(index => index).ToArray();
            for (int from = 0, to = 0; from < rising.Length; from = ++to)
            {
                while (to + 1 < rising.Length && rising[to + 1] == rising[to] + 1)
                {
                    to++;
                }
                char between = to == from + 1 ? BetweenClasses : InRun;
                runs.Add(from == to ? Written(rising[from]) : Written(rising[from]) + between + Written(rising[to]));
            }
            return string.Join(BetweenClasses.ToString(), runs);
        }

        private static MergedLabel? ReadOne(string text)
        {
            string[] parts = text.Split(BeforeClasses);
            if (parts.Length != 2)
            {
                return null;
            }
            var classes = new List<int>();
            foreach (string run in parts[1].Split(BetweenClasses))
            {
                string[] ends = run.Split(InRun);
                if (ends.Length > 2 || !(Index(ends[0]) is int from) || !(Index(ends[ends.Length - 1]) is int to))
                {
                    return null;
                }
                for (int index = from; index <= to && classes.Count <= MergedLabel.MaxClasses; index++)
                {
                    classes.Add(index);
                }
            }
            return classes.Count > MergedLabel.MaxClasses
                ? null
                : new MergedLabel(Uri.UnescapeDataString(parts[0]), classes);
        }

        private static int? Index(string text)
        {
            bool isIndex = text.Length >= 1 && text.Length <= 7 && text.All(letter => letter >= '0' && letter <= '9');
            return isIndex ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        }

        private static string Written(int index)
        {
            return index.ToString(CultureInfo.InvariantCulture);
        }
    }
}
