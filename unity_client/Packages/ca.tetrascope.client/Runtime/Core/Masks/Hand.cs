using System;
using System.Collections.Generic;
using Tetrascope.Geometry;

namespace Tetrascope.Masks
{
    /// <summary>The hand that draws on an input, be it with a mouse, a finger or a ray.</summary>
    public sealed class Hand
    {
        private readonly Tools _tools;
        private readonly MaskEdits _masks;
        private Stroke? _stroke;
        private ImagePoint _last;

        /// <summary>A hand with these tools that draws these masks.</summary>
        public Hand(Tools tools, MaskEdits masks)
        {
            _tools = tools;
            _masks = masks;
        }

        /// <summary>Whether it is drawing.</summary>
        public bool Drawing => _stroke != null;

        /// <summary>
        /// It goes down on an input of this size. What it draws stands in the masks' draft until it is lifted.
        /// </summary>
        public void Start(ImagePoint point, Size size, Segments? segments)
        {
            _stroke = Stroke.Begin(
                _tools.InHand, new StrokeBeginning(_masks.All, point, size, _tools.BrushSize, segments));
            Move(point);
        }

        /// <summary>It moves.</summary>
        public void Move(ImagePoint point)
        {
            if (_stroke != null)
            {
                _last = point;
                _masks.Draft = _stroke.To(point);
            }
        }

        /// <summary>
        /// It is lifted: what it drew becomes a step that can be undone. False where there are too many masks.
        /// </summary>
        public bool End()
        {
            IReadOnlyList<PlacedMask>? drawn = _stroke?.To(_last);
            _stroke = null;
            if (drawn != null && !ReferenceEquals(drawn, _masks.All))
            {
                return _masks.Commit(drawn);
            }
            _masks.Draft = null;
            return true;
        }

        /// <summary>What it drew is dropped.</summary>
        public void Cancel()
        {
            _stroke = null;
            _masks.Draft = null;
        }

        /// <summary>Removes the mask under a point; false where there is none.</summary>
        public bool RemoveAt(ImagePoint point)
        {
            PlacedMask? found = MaskShape.TopmostAt(
                _masks.All, (int)Math.Floor(point.Row), (int)Math.Floor(point.Column));
            if (found != null)
            {
                _masks.Remove(found.Id);
            }
            return found != null;
        }
    }
}
