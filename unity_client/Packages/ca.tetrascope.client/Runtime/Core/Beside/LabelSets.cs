using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>How two networks' lists of labels are to each other.</summary>
    public readonly struct LabelSets
    {
        private LabelSets(bool same, int shared)
        {
            Same = same;
            Shared = shared;
        }

        /// <summary>Whether they are the same, class by class.</summary>
        public bool Same { get; }

        /// <summary>Names that both have.</summary>
        public int Shared { get; }

        /// <summary>Compares the names of the classes of two networks.</summary>
        public static LabelSets Of(IReadOnlyList<string> one, IReadOnlyList<string> two)
        {
            bool same = one.Count == two.Count;
            for (int index = 0; same && index < one.Count; index++)
            {
                same = one[index] == two[index];
            }
            var shared = new HashSet<string>(one);
            shared.IntersectWith(two);
            return new LabelSets(same, shared.Count);
        }

        /// <summary>
        /// Whether both are one label: the same index, or the same name where the lists of labels differ.
        /// </summary>
        public bool IsSameLabel(ClassLabel a, ClassLabel b) => KeyOf(a) == KeyOf(b);

        /// <summary>What tells classes of both apart: the index where the lists are the same, else the name.</summary>
        public string KeyOf(ClassLabel label) => Same
            ? label.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : label.Name;
    }
}
