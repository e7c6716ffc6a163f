using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>A class with what masking did to it.</summary>
    public readonly struct ClassChange
    {
        private ClassChange(ClassScore score, double? before)
        {
            Score = score;
            Before = before;
        }

        /// <summary>The class and its probability now.</summary>
        public ClassScore Score { get; }

        /// <summary>Its probability before, 0..1; null where it was not among the classes told then.</summary>
        public double? Before { get; }

        /// <summary>Probability now less the one before; null likewise.</summary>
        public double? Change => Score.Probability - Before;

        /// <summary>The classes of an answer, each against the same class of another; null for none.</summary>
        public static IReadOnlyList<ClassChange> Between(Predictions now, Predictions? before)
        {
            var known = new Dictionary<int, double>();
            if (before != null)
            {
                foreach (ClassScore score in before.Classes)
                {
                    known[score.Label.Index] = score.Probability;
                }
            }
            var changes = new List<ClassChange>();
            foreach (ClassScore score in now.Classes)
            {
                bool found = known.TryGetValue(score.Label.Index, out double probability);
                changes.Add(new ClassChange(score, found ? probability : (double?)null));
            }
            return changes;
        }
    }
}
