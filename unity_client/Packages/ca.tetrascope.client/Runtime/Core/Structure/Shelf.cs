using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Telling;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Structure
{
    /// <summary>The modified images that a session keeps, and remembers at once.</summary>
    public sealed class Shelf
    {
        /// <summary>Kept images of one image, at most; the oldest give way.</summary>
        public const int MaxKept = 24;

        /// <summary>Letters of a name, at most.</summary>
        public const int MaxNameLength = 60;

        private readonly string _slot;
        private readonly Subject _subject;
        private readonly MaskEdits _masks;
        private readonly ModifiedStorage _storage;
        private readonly Teller _teller;
        private List<Modified> _kept = new List<Modified>();

        /// <summary>Where the images are stored that are here; null for nowhere.</summary>
        private string? _key;

        /// <summary>Each slot has a store of its own.</summary>
        internal Shelf(string slot, Subject subject, MaskEdits masks, IFileStore files, Teller teller)
        {
            _slot = slot;
            _subject = subject;
            _masks = masks;
            _storage = new ModifiedStorage(files);
            _teller = teller;
        }

        /// <summary>Others are kept.</summary>
        public event Action? Changed;

        /// <summary>Those of the present image, oldest first.</summary>
        public IReadOnlyList<Modified> Kept => _kept;

        /// <summary>The one that is shown now; null where what is shown is not kept, or the original.</summary>
        public Modified? Shown => Find(_masks.All, _masks.Fill);

        /// <summary>
        /// Keeps the masked image as it is now; nothing happens where it is kept already or nothing is masked.
        /// </summary>
        public void Keep()
        {
            if (_masks.All.Count == 0 || Shown != null)
            {
                return;
            }
            int id = 1;
            foreach (Modified item in _kept)
            {
                id = Math.Max(id, item.Id + 1);
            }
            _teller.Tell(EventKindNames.ImageKept, () => new Content { ["masks"] = ToldMasks.Of(_masks.All) });
            _kept.Add(new Modified(id, FreeName(), _masks.All, _masks.Fill));
            if (_kept.Count > MaxKept)
            {
                _kept.RemoveAt(0);
            }
            Save();
        }

        /// <summary>
        /// Shows a kept image, or with null the original; its masks become the present ones, as a step that can be
        /// undone.
        /// </summary>
        public void Show(Modified? item)
        {
            if (item == null)
            {
                _masks.Open(Array.Empty<PlacedMask>());
            }
            else
            {
                var masks = new List<PlacedMask>();
                foreach (PlacedMask mask in item.Masks)
                {
                    masks.Add(new PlacedMask(mask.Mask));
                }
                _masks.Open(masks);
                _masks.Fill = item.Fill;
            }
        }

        /// <summary>Gives a kept image another name; an empty one changes nothing.</summary>
        public void Rename(int id, string name)
        {
            string tidy = name.Replace('\n', ' ').Replace('\r', ' ').Trim();
            tidy = tidy.Substring(0, Math.Min(MaxNameLength, tidy.Length));
            int place = _kept.FindIndex(item => item.Id == id);
            if (tidy.Length == 0 || place < 0)
            {
                return;
            }
            _kept[place] = new Modified(id, tidy, _kept[place].Masks, _kept[place].Fill);
            Save();
        }

        /// <summary>Forgets a kept image.</summary>
        public void Forget(int id)
        {
            if (_kept.RemoveAll(item => item.Id == id) > 0)
            {
                Save();
            }
        }

        /// <summary>The kept image that holds these masks with this fill; null where none does.</summary>
        public Modified? Find(IReadOnlyList<PlacedMask> masks, string fill)
        {
            return _kept.Find(item => item.Fill == fill && MaskShape.SameMasks(item.Masks, masks));
        }

        /// <summary>Brings back what was kept of the present image.</summary>
        internal void Follow()
        {
            string? id = _subject.Image?.ImageId;
            string? next = id != null && _subject.InputSize is Size size
                ? $"{_slot}.{id}.{size.Height}x{size.Width}"
                : null;
            if (next == _key)
            {
                return;
            }
            _key = next;
            _kept = next == null ? new List<Modified>() : _storage.Load(next);
            Changed?.Invoke();
        }

        private void Save()
        {
            if (_key != null)
            {
                _storage.Save(_key, _kept);
            }
            Changed?.Invoke();
        }

        /// <summary>The first free name of “Modified 1”, “Modified 2” …</summary>
        private string FreeName()
        {
            for (int number = 1; ; number++)
            {
                string name = $"Modified {number}";
                if (!_kept.Exists(item => item.Name == name))
                {
                    return name;
                }
            }
        }
    }
}
