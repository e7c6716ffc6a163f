using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>What became of a network's answer to the unmasked image under a mask.</summary>
    public readonly struct Fall
    {
        private Fall(ClassLabel label, double before, double now, bool atMost)
        {
            Label = label;
            Before = before;
            Now = now;
            AtMost = atMost;
        }

        /// <summary>The answer to the unmasked image.</summary>
        public ClassLabel Label { get; }

        /// <summary>Its probability there, 0..1.</summary>
        public double Before { get; }

        /// <summary>Its probability under the mask, 0..1.</summary>
        public double Now { get; }

        /// <summary>
        /// Whether it is among the classes told no more, so that <see cref="Now"/> is only what it is at most.
        /// </summary>
        public bool AtMost { get; }

        /// <summary>The fall between two answers; null where there is none to tell of.</summary>
        public static Fall? Between(Predictions? before, Predictions? now)
        {
            if (before == null || now == null || before.Classes.Count == 0 || now.Classes.Count == 0)
            {
                return null;
            }
            ClassScore first = before.Classes[0];
            foreach (ClassScore score in now.Classes)
            {
                if (score.Label.Index == first.Label.Index)
                {
                    return new Fall(first.Label, first.Probability, score.Probability, false);
                }
            }
            double most = now.Classes[now.Classes.Count - 1].Probability;
            return new Fall(first.Label, first.Probability, most, true);
        }
    }
}
