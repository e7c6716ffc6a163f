using System;

namespace Tetrascope.Beside
{
    /// <summary>How alike the order of two lists of numbers is.</summary>
    public static class RankCorrelation
    {
        /// <summary>
        /// Spearman's rank correlation of two lists of the same length, −1..1; null where all values of one are the
        /// same. Equal values share the mean of their ranks.
        /// </summary>
        public static double? Of(double[] one, double[] two)
        {
            (double[] a, double[] b) = (CentredRanks(one), CentredRanks(two));
            (double product, double ofA, double ofB) = (0, 0, 0);
            for (int place = 0; place < a.Length; place++)
            {
                product += a[place] * b[place];
                ofA += a[place] * a[place];
                ofB += b[place] * b[place];
            }
            return ofA > 0 && ofB > 0 ? product / Math.Sqrt(ofA * ofB) : (double?)null;
        }

        /// <summary>Ranks less their mean.</summary>
        private static double[] CentredRanks(double[] values)
        {
            int[] order = new int[values.Length];
            for (int place = 0; place < order.Length; place++)
            {
                order[place] = place;
            }
            double[] sorted = (double[])values.Clone();
            Array.Sort(sorted, order);
            double[] ranks = new double[values.Length];
            double middle = (values.Length - 1) / 2.0;
            for (int from = 0; from < sorted.Length;)
            {
                int to = from;
                while (to + 1 < sorted.Length && sorted[to + 1] == sorted[from])
                {
                    to++;
                }
                for (int place = from; place <= to; place++)
                {
                    ranks[order[place]] = (from + to) / 2.0 - middle;
                }
                from = to + 1;
            }
            return ranks;
        }
    }
}
