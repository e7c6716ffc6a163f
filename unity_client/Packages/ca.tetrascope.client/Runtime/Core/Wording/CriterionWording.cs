using System;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What a person calls what feature maps are clustered by, and its scores.</summary>
    public static class CriterionWording
    {
        /// <summary>What it is called at the beginning of a line; its own name where it is not known.</summary>
        public static string Title(string criterion)
        {
            foreach (Method method in Methods.Criteria)
            {
                if (method.Name == criterion)
                {
                    return method.Title;
                }
            }
            return criterion;
        }

        /// <summary>The same within a sentence.</summary>
        public static string Name(string criterion)
        {
            string title = Title(criterion);
            return char.ToLowerInvariant(title[0]) + title.Substring(1);
        }

        /// <summary>What the mean of several maps' scores is called; the mean of means is one.</summary>
        public static string MeanName(string criterion)
        {
            string name = Name(criterion);
            return name.StartsWith("mean ", StringComparison.Ordinal) ? name : "mean " + name;
        }

        /// <summary>
        /// A score: to so many digits after the point where it lies within 0..1, else to one more that count.
        /// </summary>
        public static string Score(string criterion, double score, int digits = 2) =>
            criterion == CriterionNames.Entropy ? Words.Decimals(score, digits) : Words.Number(score, digits + 1);
    }
}
