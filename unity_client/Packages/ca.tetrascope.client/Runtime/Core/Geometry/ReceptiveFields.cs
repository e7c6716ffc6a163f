using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Geometry
{
    /// <summary>
    /// What each stage of a network is computed from; the guide's "Receptive fields". Made once for a network. Finding
    /// a field allocates nothing, and takes the place of the one found before.
    /// </summary>
    public sealed class ReceptiveFields
    {
        private readonly struct Reading
        {
            public readonly int Source;
            public readonly bool Whole;
            public readonly Reach Rows;
            public readonly Reach Columns;

            public Reading(Edge edge)
            {
                Source = edge.Source;
                Whole = edge.Whole || edge.Rows == null || edge.Columns == null;
                Rows = new Reach(edge.Rows);
                Columns = new Reach(edge.Columns);
            }
        }

        /// <summary>What one position reads along one axis.</summary>
        private readonly struct Reach
        {
            private readonly int _stride;
            private readonly int _before;
            private readonly int _after;

            public Reach(Step? step)
            {
                _stride = step == null ? 0 : step.Stride;
                _before = step == null ? 0 : -step.Padding;
                _after = step == null ? 0 : (step.Kernel - 1) * step.Dilation - step.Padding;
            }

            public int First(int position) => position * _stride + _before;

            public int Last(int position) => position * _stride + _after;
        }

        private readonly Size[] _sizes;
        private readonly Reading[][] _readings;
        private readonly Region?[] _found;

        /// <summary>The fields of a network's stages, in their order: stage 0 is the input.</summary>
        public ReceptiveFields(IReadOnlyList<Stage> stages)
        {
            _sizes = new Size[stages.Count];
            _readings = new Reading[stages.Count][];
            _found = new Region?[stages.Count];
            for (int stage = 0; stage < stages.Count; stage++)
            {
                _sizes[stage] = new Size(stages[stage].Height, stages[stage].Width);
                IReadOnlyList<Edge> edges = stages[stage].Edges;
                _readings[stage] = new Reading[edges.Count];
                for (int edge = 0; edge < edges.Count; edge++)
                {
                    _readings[stage][edge] = new Reading(edges[edge]);
                }
            }
        }

        /// <summary>Stages.</summary>
        public int Count => _sizes.Length;

        /// <summary>Rows and columns of a stage.</summary>
        public Size SizeOf(int stage) => _sizes[stage];

        /// <summary>
        /// The region of a stage that the one given to <see cref="Find"/> is computed from; null where it does not
        /// contribute.
        /// </summary>
        public Region? this[int stage] => _found[stage];

        /// <summary>
        /// Finds the region of each stage that a region of <paramref name="stage"/> is computed from.
        /// </summary>
        public void Find(int stage, Region start)
        {
            Array.Clear(_found, 0, _found.Length);
            _found[stage] = start;
            // A source always has a smaller index than its reader, so one pass downwards is enough.
            for (int reader = stage; reader >= 0; reader--)
            {
                if (!(_found[reader] is Region region))
                {
                    continue;
                }
                foreach (Reading reading in _readings[reader])
                {
                    if (Read(region, reading) is Region part)
                    {
                        _found[reading.Source] = _found[reading.Source]?.Join(part) ?? part;
                    }
                }
            }
        }

        /// <summary>What is read of a source, cut to it; null where that is padding only.</summary>
        private Region? Read(Region region, Reading reading)
        {
            Size source = _sizes[reading.Source];
            if (reading.Whole)
            {
                return new Region(0, 0, source.Height - 1, source.Width - 1);
            }
            int top = Math.Max(0, reading.Rows.First(region.Top));
            int left = Math.Max(0, reading.Columns.First(region.Left));
            int bottom = Math.Min(source.Height - 1, reading.Rows.Last(region.Bottom));
            int right = Math.Min(source.Width - 1, reading.Columns.Last(region.Right));
            return top > bottom || left > right ? (Region?)null : new Region(top, left, bottom, right);
        }
    }
}
