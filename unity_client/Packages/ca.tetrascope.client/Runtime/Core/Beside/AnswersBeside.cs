using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>What two networks answer, class by class.</summary>
    public static class AnswersBeside
    {
        /// <summary>Classes of each network that are shown: the most probable.</summary>
        public const int ShownClasses = 5;

        /// <summary>
        /// The <see cref="ShownClasses"/> most probable classes of each network, each once, by the larger of both
        /// probabilities.
        /// </summary>
        /// <param name="one">What the first network answers.</param>
        /// <param name="two">What the second answers.</param>
        /// <param name="labels">How their lists of labels are to each other.</param>
        /// <param name="namesOfOne">The classes of the first, by which it is known what could be its answer.</param>
        /// <param name="namesOfTwo">The classes of the second.</param>
        public static IReadOnlyList<ClassBeside> Classes(
            Predictions one, Predictions two, LabelSets labels, ICollection<string> namesOfOne,
            ICollection<string> namesOfTwo)
        {
            (Dictionary<string, Said> here, Dictionary<string, Said> there) = (ByKey(one, labels), ByKey(two, labels));
            var shown = new HashSet<string>();
            var found = new List<ClassBeside>();
            foreach (ClassScore score in one.Classes.Take(ShownClasses).Concat(two.Classes.Take(ShownClasses)))
            {
                string key = labels.KeyOf(score.Label);
                if (shown.Add(key))
                {
                    found.Add(new ClassBeside(
                        score.Label,
                        SaidOf(key, score.Label, one, here, labels, namesOfOne),
                        SaidOf(key, score.Label, two, there, labels, namesOfTwo)));
                }
            }
            return found.OrderByDescending(row => row.Most).ToList();
        }

        /// <summary>How many of the classes that each network tells are told by both.</summary>
        public static int SharedClasses(Predictions one, Predictions two, LabelSets labels)
        {
            Dictionary<string, Said> there = ByKey(two, labels);
            return ByKey(one, labels).Keys.Count(there.ContainsKey);
        }

        private static Dictionary<string, Said> ByKey(Predictions answer, LabelSets labels)
        {
            var found = new Dictionary<string, Said>();
            for (int place = 0; place < answer.Classes.Count; place++)
            {
                ClassScore score = answer.Classes[place];
                found.TryAdd(labels.KeyOf(score.Label), new Said(score.Probability, place + 1));
            }
            return found;
        }

        private static Said? SaidOf(
            string key, ClassLabel label, Predictions answer, Dictionary<string, Said> known, LabelSets labels,
            ICollection<string> names)
        {
            if (known.TryGetValue(key, out Said said))
            {
                return said;
            }
            if (!labels.Same && !names.Contains(label.Name))
            {
                return null;
            }
            int last = answer.Classes.Count - 1;
            return new Said(last < 0 ? 0 : answer.Classes[last].Probability, null);
        }
    }
}
