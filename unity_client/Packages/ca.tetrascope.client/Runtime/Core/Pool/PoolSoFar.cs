using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>
    /// A pool as far as it is known: while it arrives, and when it is whole. Never changes; only replaced.
    /// </summary>
    public sealed class PoolSoFar
    {
        private readonly IReadOnlyDictionary<int, ClassLabel> _labels;

        private PoolSoFar(Protocol.Pool pool)
        {
            Original = pool.Original;
            Examined = pool.Examined;
            Windows = pool.Windows;
            Vertices = pool.Vertices;
            Images = pool.Images;
            _labels = ByIndex(pool.Labels, null);
            Whole = pool;
        }

        private PoolSoFar(PoolBatch batch, PoolSoFar? before)
        {
            PoolSoFar? earlier = batch.Relabelled || before?.IsWhole == true ? null : before;
            Original = batch.Original;
            Examined = batch.Examined;
            Windows = batch.Windows;
            Vertices = batch.Vertices;
            var images = new List<PoolImage>(earlier?.Images ?? Array.Empty<PoolImage>());
            images.AddRange(batch.Images);
            images.Sort((one, other) => one.Index.CompareTo(other.Index));
            Images = images;
            _labels = ByIndex(batch.Labels, before?._labels);
        }

        /// <summary>The label most probable for the whole image.</summary>
        public ClassScore Original { get; }

        /// <summary>The label that the pool is about, with its probability in the whole image.</summary>
        public ClassScore Examined { get; }

        /// <summary>The windows, in the order in which the pool goes through them.</summary>
        public IReadOnlyList<Window> Windows { get; }

        /// <summary>The labels at the corners, two to four; they may still change while it is not whole.</summary>
        public IReadOnlyList<PoolVertex> Vertices { get; }

        /// <summary>By rising index; with gaps while it is not whole, for images arrive in any order.</summary>
        public IReadOnlyList<PoolImage> Images { get; }

        /// <summary>
        /// The pool where every image is here; null before. Only then are the selection, the two pictures and the
        /// importance known.
        /// </summary>
        public Protocol.Pool? Whole { get; }

        /// <summary>
        /// Every class that is the most probable one of an image, the original's, or stands at a vertex.
        /// </summary>
        public IEnumerable<int> LabelsMet =>
            _labels.Keys.Append(Original.Label.Index).Concat(Vertices.Select(vertex => vertex.Label.Index)).Distinct();

        /// <summary>Whether every image is here.</summary>
        public bool IsWhole => Whole != null;

        /// <summary>
        /// What is known after one more part of an answer; the same where the part is none of a pool.
        /// </summary>
        public static PoolSoFar? With(PoolSoFar? before, Part part)
        {
            switch (part)
            {
                case Protocol.Pool pool:
                    return new PoolSoFar(pool);
                case PoolBatch batch:
                    return new PoolSoFar(batch, before);
                default:
                    return before;
            }
        }

        /// <summary>
        /// What to show of a pool that is computed again, because the server went away in the middle: the pool from
        /// before, until the new one has caught up with it.
        /// </summary>
        public static PoolSoFar? FurtherOf(PoolSoFar? before, PoolSoFar? again)
        {
            if (before == null || again == null)
            {
                return before ?? again;
            }
            return again.IsWhole || again.Images.Count >= before.Images.Count ? again : before;
        }

        /// <summary>The image with this place in the pool; null where it has not arrived.</summary>
        public PoolImage? ImageAt(int index)
        {
            int low = 0;
            int high = Images.Count - 1;
            while (low <= high)
            {
                int middle = (low + high) / 2;
                int found = Images[middle].Index;
                if (found == index)
                {
                    return Images[middle];
                }
                if (found < index)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }
            return null;
        }

        /// <summary>
        /// A class that stands at a vertex, is the original's, is examined, or is the most probable one of an image.
        /// </summary>
        public ClassLabel LabelOf(int index)
        {
            if (_labels.TryGetValue(index, out ClassLabel? known))
            {
                return known;
            }
            foreach (PoolVertex vertex in Vertices)
            {
                if (vertex.Label.Index == index)
                {
                    return vertex.Label;
                }
            }
            if (Original.Label.Index == index)
            {
                return Original.Label;
            }
            return Examined.Label.Index == index ? Examined.Label : new ClassLabel(index, $"class {index}", null);
        }

        /// <summary>
        /// How the mask changes the probability of the examined label; negative where it takes something away.
        /// </summary>
        public double ChangeOf(PoolImage image)
        {
            return image.OriginalProbability - Examined.Probability;
        }

        private static IReadOnlyDictionary<int, ClassLabel> ByIndex(
            IReadOnlyList<ClassLabel> labels, IReadOnlyDictionary<int, ClassLabel>? before)
        {
            var found = new Dictionary<int, ClassLabel>();
            if (before != null)
            {
                foreach (KeyValuePair<int, ClassLabel> each in before)
                {
                    found[each.Key] = each.Value;
                }
            }
            foreach (ClassLabel label in labels)
            {
                found[label.Index] = label;
            }
            return found;
        }
    }
}
