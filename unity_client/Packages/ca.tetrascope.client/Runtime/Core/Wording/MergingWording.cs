using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Structure;

namespace Tetrascope.Wording
{
    /// <summary>What is said of merged labels, and of labels that could be merged.</summary>
    public static class MergingWording
    {
        /// <summary>Asks for suggestions.</summary>
        public const string Suggest = "Suggest labels to merge";

        /// <summary>What a merged label is called.</summary>
        public const string Name = "Label’s name";

        /// <summary>Merges a group.</summary>
        public static string Together(SimilarGroup group)
        {
            string names = Listed(group.Classes.Select(label => label.Name).ToArray());
            return $"Merge {names} into “{MergeSuggestions.NameOf(group)}”";
        }

        /// <summary>Takes a merged label apart.</summary>
        public static string Apart(MergedLabel label)
        {
            return $"Take “{label.Name}” apart: {Words.Count(label.Classes.Count, "class", "classes")}";
        }

        private static string Listed(IReadOnlyList<string> names)
        {
            return $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
        }
    }
}
