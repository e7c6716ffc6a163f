using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Telling;

namespace Tetrascope.Masks
{
    /// <summary>The masks of an image with their history, and what is put in their place.</summary>
    public sealed class MaskEdits
    {
        private readonly History<IReadOnlyList<PlacedMask>> _history =
            new History<IReadOnlyList<PlacedMask>>(Array.Empty<PlacedMask>());

        private readonly Teller? _teller;
        private string? _owner;
        private Size? _size;
        private IReadOnlyList<PlacedMask>? _draft;
        private string _fill = LayersRequest.DefaultFill;

        /// <summary>No masks yet.</summary>
        /// <param name="teller">Where steps are told; null for nowhere.</param>
        public MaskEdits(Teller? teller = null)
        {
            _teller = teller;
        }

        /// <summary>What is seen of the masks has changed: these, the draft, or the fill.</summary>
        public event Action? Changed;

        /// <summary>The masks, but for what is being drawn.</summary>
        public IReadOnlyList<PlacedMask> All => _history.Present;

        /// <summary>The masks with what is being drawn.</summary>
        public IReadOnlyList<PlacedMask> Live => _draft ?? _history.Present;

        /// <summary>The masks as they would be if the hand that draws were lifted now; null while none draws.</summary>
        public IReadOnlyList<PlacedMask>? Draft
        {
            get => _draft;
            set
            {
                if (!ReferenceEquals(value, _draft))
                {
                    _draft = value;
                    Changed?.Invoke();
                }
            }
        }

        /// <summary>What masked pixels become: the name of one of the protocol's fills.</summary>
        public string Fill
        {
            get => _fill;
            set
            {
                if (value != _fill)
                {
                    _fill = value;
                    Changed?.Invoke();
                }
            }
        }

        /// <summary>Whether there is a step to take back.</summary>
        public bool CanUndo => _history.Past > 0;

        /// <summary>Whether there is a step to take again.</summary>
        public bool CanRedo => _history.Future > 0;

        /// <summary>
        /// Takes masks in place of those there are, as a step that can be undone. False where there are more than a
        /// request may hold; then nothing has changed but for the draft, which is gone.
        /// </summary>
        public bool Commit(IReadOnlyList<PlacedMask> next)
        {
            if (next.Count > LayersRequest.MaxMasks)
            {
                Draft = null;
                return false;
            }
            IReadOnlyList<PlacedMask> before = All;
            bool stepped = _history.Take(next);
            if (stepped && _teller != null)
            {
                ToldMasks.Step(_teller, before, next);
            }
            Tell(stepped);
            return true;
        }

        /// <summary>Takes the masks of an image that is opened in place of those there are, likewise.</summary>
        public void Open(IReadOnlyList<PlacedMask> next) => Replace(_history.Take(next), ToldMasks.Open);

        /// <summary>Adds a mask on top; false where there are too many.</summary>
        public bool Add(Mask mask) => Commit(new List<PlacedMask>(All) { new PlacedMask(mask) });

        /// <summary>Removes one mask; nothing happens where it is gone already.</summary>
        public void Remove(int id)
        {
            List<PlacedMask> left = new List<PlacedMask>(All);
            if (left.RemoveAll(mask => mask.Id == id) > 0)
            {
                Commit(left);
            }
        }

        /// <summary>Removes all masks.</summary>
        public void Clear()
        {
            if (All.Count > 0)
            {
                Replace(_history.Take(Array.Empty<PlacedMask>()), ToldMasks.Clear);
            }
        }

        /// <summary>Takes back the last step; false where there is none.</summary>
        public bool Undo() => Replace(_history.Undo(), ToldMasks.Undo);

        /// <summary>Takes a step again that was taken back; false where there is none.</summary>
        public bool Redo() => Replace(_history.Redo(), ToldMasks.Redo);

        /// <summary>
        /// Begins anew with masks that were kept with an image. The next image that is adopted is theirs.
        /// </summary>
        public void Begin(IReadOnlyList<PlacedMask> masks)
        {
            (_owner, _size) = (null, null);
            _history.Begin(masks);
            Tell(true);
        }

        /// <summary>
        /// Tells the masks which image and which input they are on. Masks of another image go; for another size of the
        /// input they are scaled, because it shows the same part of the image.
        /// </summary>
        public void Adopt(string owner, Size size)
        {
            bool other = _owner != null && _owner != owner;
            Size? before = _size;
            (_owner, _size) = (owner, size);
            if (other)
            {
                _history.Begin(Array.Empty<PlacedMask>());
                Tell(true);
            }
            else if (before is Size known && !known.Equals(size))
            {
                _history.Begin(Rescaled(All, known, size));
                Tell(true);
            }
        }

        private static IReadOnlyList<PlacedMask> Rescaled(IReadOnlyList<PlacedMask> masks, Size from, Size to)
        {
            List<PlacedMask> scaled = new List<PlacedMask>();
            foreach (PlacedMask each in masks)
            {
                if (MaskShape.Rescaled(each.Mask, from, to) is Mask mask)
                {
                    scaled.Add(each.With(mask));
                }
            }
            return scaled;
        }

        /// <summary>Told before anybody follows, because the network is asked then.</summary>
        private bool Replace(bool stepped, string reason)
        {
            if (stepped && _teller != null)
            {
                ToldMasks.Replaced(_teller, All, reason);
            }
            return Tell(stepped);
        }

        /// <summary>
        /// A step takes the draft's place at once, so that nothing sees the masks without what was drawn.
        /// </summary>
        private bool Tell(bool stepped)
        {
            bool drawing = _draft != null;
            _draft = null;
            if (stepped || drawing)
            {
                Changed?.Invoke();
            }
            return stepped;
        }
    }
}
