using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>Which copies of two pools belong together, and what they tell.</summary>
    public static class Pairs
    {
        /// <summary>
        /// Copies whose masks lie at the same place of the photo, each at most once, in the order of the first pool.
        /// The k-th largest windows belong together, and of these the masks whose middles are each other's nearest, not
        /// farther apart than half a stride of the first: as <c>tetrascope compare</c> does.
        /// </summary>
        public static IReadOnlyList<PairedCopies> PairedCopies(Protocol.Pool one, Protocol.Pool two)
        {
            var pairs = new List<PairedCopies>();
            for (int window = 0; window < Math.Min(one.Windows.Count, two.Windows.Count); window++)
            {
                int own = window;
                List<PoolImage> ours = one.Images.Where(image => image.Window == own).ToList();
                List<PoolImage> theirs = two.Images.Where(image => image.Window == own).ToList();
                Middle[] here = ours.Select(image => new Middle(image.Mask, one.Framing)).ToArray();
                Middle[] there = theirs.Select(image => new Middle(image.Mask, two.Framing)).ToArray();
                int[] back = there.Select(middle => middle.Nearest(here)).ToArray();
                double scale = one.Framing.Photo.Height / one.Framing.Input.Height;
                double far = one.Windows[window].Stride / 2.0 * scale;
                for (int k = 0; k < here.Length; k++)
                {
                    int found = here[k].Nearest(there);
                    if (found >= 0 && back[found] == k && here[k].Distance(there[found]) <= far)
                    {
                        pairs.Add(new PairedCopies(ours[k], theirs[found]));
                    }
                }
            }
            return pairs;
        }

        /// <summary>The pairs of an outcome, in their order.</summary>
        public static IReadOnlyList<PairedCopies> Of(IReadOnlyList<PairedCopies> pairs, Outcome outcome) =>
            pairs.Where(pair => pair.Outcome == outcome).ToList();

        /// <summary>Where most masks change the answer of one network alone, else of both.</summary>
        public static Outcome TellingOutcome(IReadOnlyList<PairedCopies> pairs)
        {
            int a = pairs.Count(pair => pair.Outcome == Outcome.A);
            int b = pairs.Count(pair => pair.Outcome == Outcome.B);
            if (a + b == 0 && pairs.Any(pair => pair.Outcome == Outcome.Both))
            {
                return Outcome.Both;
            }
            return b > a ? Outcome.B : Outcome.A;
        }

        /// <summary>
        /// The largest fall of the probability of a network's answer first: of the network that changes, else of both
        /// together.
        /// </summary>
        public static IReadOnlyList<PairedCopies> ByFall(
            IReadOnlyList<PairedCopies> pairs, Outcome outcome, Protocol.Pool one, Protocol.Pool two)
        {
            return pairs.OrderByDescending(Fall).ToList();

            double Fall(PairedCopies pair)
            {
                double ofOne = one.Examined.Probability - pair.One.OriginalProbability;
                double ofTwo = two.Examined.Probability - pair.Two.OriginalProbability;
                return outcome == Outcome.A ? ofOne : outcome == Outcome.B ? ofTwo : ofOne + ofTwo;
            }
        }

        /// <summary>
        /// How many copies have another answer than the whole image, and the smallest window of one; null where none
        /// has.
        /// </summary>
        public static (int Changed, int? Smallest) Fragility(Protocol.Pool pool)
        {
            List<PoolImage> changed = pool.Images.Where(image => !image.Kept).ToList();
            int? smallest = changed.Count == 0
                ? (int?)null
                : changed.Min(image => pool.Windows[image.Window].Size);
            return (changed.Count, smallest);
        }

        /// <summary>The middle of a mask, in pixels of the photo.</summary>
        private readonly struct Middle
        {
            private readonly double _row;
            private readonly double _column;

            public Middle(Rectangle mask, Framing framing)
            {
                (Area photo, Area input) = (framing.Photo, framing.Input);
                (double y, double x) = (photo.Height / input.Height, photo.Width / input.Width);
                _row = photo.Top + (mask.Top + mask.Height / 2.0 - input.Top) * y;
                _column = photo.Left + (mask.Left + mask.Width / 2.0 - input.Left) * x;
            }

            public double Distance(Middle other)
            {
                (double y, double x) = (_row - other._row, _column - other._column);
                return Math.Sqrt(y * y + x * x);
            }

            public int Nearest(Middle[] others)
            {
                (int found, double least) = (-1, double.PositiveInfinity);
                for (int place = 0; place < others.Length; place++)
                {
                    double apart = Distance(others[place]);
                    (found, least) = apart < least ? (place, apart) : (found, least);
                }
                return found;
            }
        }
    }
}
