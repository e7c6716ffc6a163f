using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>A stroke that has begun.</summary>
    public abstract class Stroke
    {
        /// <summary>A rectangle smaller than this, in pixels either way, was a click and no rectangle.</summary>
        private const int MinDrag = 3;

        private Stroke(StrokeBeginning beginning) => Beginning = beginning;

        private StrokeBeginning Beginning { get; }

        /// <summary>Begins a stroke with one of the tools.</summary>
        public static Stroke Begin(Tool tool, StrokeBeginning beginning)
        {
            switch (tool)
            {
                case Tool.Rectangle: return new OfRectangle(beginning);
                case Tool.Brush: return new OfBrush(beginning);
                case Tool.Move: return new OfMove(beginning);
                case Tool.Eraser: return new OfEraser(beginning);
                default: return new OfSuperpixels(beginning);
            }
        }

        /// <summary>The masks as they are with the hand at a place; those from before where it does nothing.</summary>
        public abstract IReadOnlyList<PlacedMask> To(ImagePoint point);

        private static (int Row, int Column) PixelAt(ImagePoint point) =>
            ((int)Math.Floor(point.Row), (int)Math.Floor(point.Column));

        private static PlacedMask? TopmostAt(IReadOnlyList<PlacedMask> masks, ImagePoint point)
        {
            (int row, int column) = PixelAt(point);
            return MaskShape.TopmostAt(masks, row, column);
        }

        private static IReadOnlyList<PlacedMask> Added(IReadOnlyList<PlacedMask> masks, PlacedMask one) =>
            new List<PlacedMask>(masks) { one };

        private static IReadOnlyList<PlacedMask> Without(IReadOnlyList<PlacedMask> masks, PlacedMask one)
        {
            List<PlacedMask> left = new List<PlacedMask>(masks);
            left.Remove(one);
            return left;
        }

        private sealed class OfRectangle : Stroke
        {
            private readonly PlacedMask _mask = new PlacedMask(new Rectangle(0, 0, 1, 1));

            public OfRectangle(StrokeBeginning beginning)
                : base(beginning)
            {
            }

            public override IReadOnlyList<PlacedMask> To(ImagePoint point)
            {
                Rectangle? mask = MaskShape.RectangleBetween(Beginning.Start, point, Beginning.Size);
                return mask == null || (mask.Height < MinDrag && mask.Width < MinDrag)
                    ? Beginning.Before
                    : Added(Beginning.Before, _mask.With(mask));
            }
        }

        private sealed class OfBrush : Stroke
        {
            private readonly PlacedMask _mask = new PlacedMask(new Rectangle(0, 0, 1, 1));
            private readonly byte[] _flags;
            private ImagePoint _from;

            public OfBrush(StrokeBeginning beginning)
                : base(beginning)
            {
                _flags = new byte[beginning.Size.Area];
                _from = beginning.Start;
            }

            public override IReadOnlyList<PlacedMask> To(ImagePoint point)
            {
                Brush.Stamp(_flags, Beginning.Size, _from, point, Beginning.BrushSize / 2);
                _from = point;
                Bitmap? mask = MaskShape.BitmapOf(_flags, Beginning.Size);
                return mask == null ? Beginning.Before : Added(Beginning.Before, _mask.With(mask));
            }
        }

        private sealed class OfMove : Stroke
        {
            private readonly PlacedMask? _held;

            public OfMove(StrokeBeginning beginning)
                : base(beginning) => _held = TopmostAt(beginning.Before, beginning.Start);

            public override IReadOnlyList<PlacedMask> To(ImagePoint point)
            {
                if (_held == null)
                {
                    return Beginning.Before;
                }
                ImagePoint start = Beginning.Start;
                Mask mask = MaskShape.Moved(
                    _held.Mask, point.Row - start.Row, point.Column - start.Column, Beginning.Size);
                if (MaskShape.SameMask(mask, _held.Mask))
                {
                    return Beginning.Before;
                }
                List<PlacedMask> moved = new List<PlacedMask>(Beginning.Before);
                moved[moved.IndexOf(_held)] = _held.With(mask);
                return moved;
            }
        }

        /// <summary>Removes every mask that the hand passes over.</summary>
        private sealed class OfEraser : Stroke
        {
            private IReadOnlyList<PlacedMask> _left;

            public OfEraser(StrokeBeginning beginning)
                : base(beginning) => _left = beginning.Before;

            public override IReadOnlyList<PlacedMask> To(ImagePoint point)
            {
                PlacedMask? found = TopmostAt(_left, point);
                return _left = found == null ? _left : Without(_left, found);
            }
        }

        /// <summary>Masks the segments that the hand passes over, or frees them, if the first was masked.</summary>
        private sealed class OfSuperpixels : Stroke
        {
            private readonly HashSet<int> _seen = new HashSet<int>();
            private readonly bool _freeing;
            private IReadOnlyList<PlacedMask> _now;

            public OfSuperpixels(StrokeBeginning beginning)
                : base(beginning)
            {
                _now = beginning.Before;
                _freeing = SegmentAt(beginning.Start) is int first &&
                    beginning.Segments!.MaskOf(first) is Bitmap mask && Find(mask) != null;
            }

            public override IReadOnlyList<PlacedMask> To(ImagePoint point)
            {
                if (!(SegmentAt(point) is int segment) || !_seen.Add(segment) ||
                    !(Beginning.Segments!.MaskOf(segment) is Bitmap mask))
                {
                    return _now;
                }
                PlacedMask? there = Find(mask);
                if (_freeing && there != null)
                {
                    _now = Without(_now, there);
                }
                else if (!_freeing && there == null)
                {
                    _now = Added(_now, new PlacedMask(mask, superpixel: true));
                }
                return _now;
            }

            private int? SegmentAt(ImagePoint point)
            {
                (int row, int column) = PixelAt(point);
                return Beginning.Segments?.At(row, column);
            }

            private PlacedMask? Find(Mask mask)
            {
                foreach (PlacedMask each in _now)
                {
                    if (MaskShape.SameMask(each.Mask, mask))
                    {
                        return each;
                    }
                }
                return null;
            }
        }
    }
}
