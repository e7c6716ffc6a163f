using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>The images that pass the filters as a list: to sort, to read, and to choose from.</summary>
    public sealed class PoolRows
    {
        private readonly PoolSession _session;
        private readonly List<PoolImage> _images = new List<PoolImage>();
        private readonly List<PoolRow> _rows = new List<PoolRow>();

        /// <summary>The list of a session; empty until it is updated.</summary>
        public PoolRows(PoolSession session)
        {
            _session = session;
        }

        /// <summary>The lines, in order.</summary>
        public IReadOnlyList<PoolRow> Lines => _rows;

        /// <summary>What they are sorted by; those that are equal stay in the pool's order.</summary>
        public RowOrder Order { get; private set; } = RowOrder.Change;

        /// <summary>Whether the largest is first.</summary>
        public bool Falling { get; private set; }

        /// <summary>
        /// Sorts by this; by the same once more, the other way round. Distances begin with those far on the changed
        /// side.
        /// </summary>
        public void SortBy(RowOrder order)
        {
            Falling = order == Order ? !Falling : order == RowOrder.Distance;
            Order = order;
            Sort();
        }

        /// <summary>Takes the images that the session now shows.</summary>
        public void Update()
        {
            _rows.Clear();
            PoolSoFar? pool = _session.Run.Pool;
            if (pool == null)
            {
                return;
            }
            PoolBoundary boundary = _session.Boundary;
            _session.Display.ShownImages(pool.Images, pool.IsWhole, boundary.SupportVectors, _images);
            foreach (PoolImage image in _images)
            {
                _rows.Add(new PoolRow(image, pool, boundary));
            }
            Sort();
        }

        /// <summary>The line of an image; −1 where it has none.</summary>
        public int PlaceOf(int? index) => _rows.FindIndex(row => row.Image.Index == index);

        private void Sort()
        {
            Comparison<PoolRow> compare = ComparisonBy(Order);
            _rows.Sort((one, other) =>
            {
                int order = Falling ? compare(other, one) : compare(one, other);
                return order != 0 ? order : one.Image.Index.CompareTo(other.Image.Index);
            });
        }

        private static Comparison<PoolRow> ComparisonBy(RowOrder order)
        {
            switch (order)
            {
                case RowOrder.Index:
                    return (one, other) => one.Image.Index.CompareTo(other.Image.Index);
                case RowOrder.Label:
                    return (one, other) => string.Compare(
                        one.LabelName, other.LabelName, StringComparison.OrdinalIgnoreCase);
                case RowOrder.Change:
                    return (one, other) => one.Change.CompareTo(other.Change);
                case RowOrder.Outside:
                    return (one, other) => one.Image.Outside.CompareTo(other.Image.Outside);
                default:
                    return (one, other) => Nullable.Compare(one.Distance, other.Distance);
            }
        }
    }
}
