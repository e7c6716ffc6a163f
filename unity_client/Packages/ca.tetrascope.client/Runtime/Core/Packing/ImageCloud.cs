using System;
using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Packing
{
    /// <summary>
    /// All images of a pool as one table that goes to the graphics processor as it is: one draw. Images move where they
    /// belong, appear, fade and grow when they are pointed at. Times are seconds. Only a table that grows allocates.
    /// </summary>
    public sealed class ImageCloud
    {
        private const int SmallestTable = 64;
        private const double Appear = 0.35;
        private const double Move = 0.6;
        private const double Emphasis = 0.12;

        /// <summary>How much larger an image gets that is pointed at, or chosen.</summary>
        private const float Enlarged = 2.1f;

        /// <summary>Whatever is chosen is enlarged from at least this side, in metres.</summary>
        private const float Legible = (float)PoolNumbers.ImageSide;

        /// <summary>How much smaller one that is faded.</summary>
        private const float Faded = 0.72f;

        private readonly Dictionary<int, int> _places = new Dictionary<int, int>();
        private readonly HashSet<int> _present = new HashSet<int>();
        private SceneImage[] _images = new SceneImage[SmallestTable];
        private PoolInstance[] _table = new PoolInstance[SmallestTable];
        private int? _hovered;
        private int? _selected;

        /// <summary>The table; the first <see cref="Count"/> are in use. Another array once it has grown.</summary>
        public PoolInstance[] Table => _table;

        /// <summary>Images in the table.</summary>
        public int Count { get; private set; }

        /// <summary>Rises whenever the table is to be uploaded anew.</summary>
        public int Version { get; private set; }

        /// <summary>When the last image arrives where it is going; until then a scene is to be drawn anew.</summary>
        public double SettledAt { get; private set; }

        /// <summary>Turned off for people who asked for less motion.</summary>
        public bool Animated { get; set; } = true;

        /// <summary>Index in the pool of the image at a place of the table.</summary>
        public int IndexAt(int place) => _images[place].Index;

        /// <summary>Place in the table of an image of the pool; -1 where there is none.</summary>
        public int PlaceOf(int index) => _places.TryGetValue(index, out int place) ? place : -1;

        /// <summary>
        /// Replaces the images. Those that were there before, by index, move; new ones appear; others are gone.
        /// <paramref name="atOnce"/> spares the way, as while more are arriving.
        /// </summary>
        public void SetImages(IReadOnlyList<SceneImage> images, double now, bool atOnce = false)
        {
            ForgetUnlessAllStay(images);
            int known = _places.Count;
            Reserve(images.Count);
            for (int k = 0; k < images.Count; k++)
            {
                if (!_places.ContainsKey(images[k].Index))
                {
                    _places[images[k].Index] = _places.Count;
                }
                _images[_places[images[k].Index]] = images[k];
            }
            Count = images.Count;
            for (int place = 0; place < Count; place++)
            {
                SetLook(place);
                if (place < known)
                {
                    Send(place, now, atOnce ? 0 : Move);
                }
                else
                {
                    Begin(place, now, atOnce ? 0 : Appear);
                }
            }
            Version++;
        }

        /// <summary>Points at an image of the pool; null at none.</summary>
        public void SetHovered(int? index, double now) => Emphasise(index, _selected, now);

        /// <summary>Chooses an image of the pool; null lets go.</summary>
        public void SetSelected(int? index, double now) => Emphasise(_hovered, index, now);

        /// <summary>
        /// An image keeps its place while none goes, as when batches arrive; in which order does not matter.
        /// </summary>
        private void ForgetUnlessAllStay(IReadOnlyList<SceneImage> images)
        {
            _present.Clear();
            for (int k = 0; k < images.Count; k++)
            {
                _present.Add(images[k].Index);
            }
            for (int place = 0; place < Count; place++)
            {
                if (!_present.Contains(_images[place].Index))
                {
                    _places.Clear();
                    return;
                }
            }
        }

        private void Reserve(int count)
        {
            int capacity = _table.Length;
            while (capacity < count)
            {
                capacity *= 2;
            }
            if (capacity > _table.Length)
            {
                Array.Resize(ref _table, capacity);
                Array.Resize(ref _images, capacity);
            }
        }

        private void Emphasise(int? hovered, int? selected, double now)
        {
            if (hovered == _hovered && selected == _selected)
            {
                return;
            }
            (int? left, int? letGo) = (_hovered, _selected);
            (_hovered, _selected) = (hovered, selected);
            Restate(left, now);
            Restate(letGo, now);
            Restate(hovered, now);
            Restate(selected, now);
            Version++;
        }

        private void Restate(int? index, double now)
        {
            int place = index is int known ? PlaceOf(known) : -1;
            if (place >= 0)
            {
                SetLook(place);
                Send(place, now, Emphasis);
            }
        }

        private int Ring(int index) => index == _selected ? 2 : index == _hovered ? 1 : 0;

        private void SetLook(int place)
        {
            SceneImage image = _images[place];
            Shares mask = image.Mask;
            int ring = Ring(image.Index);
            // What is pointed at or chosen is seen whole.
            bool tile = image.Cut > 0 && ring == 0;
            _table[place].Mask = tile
                ? new Vector4((mask.Left + mask.Right) / 2, (mask.Top + mask.Bottom) / 2, image.Cut, image.Drop)
                : new Vector4(mask.Left, mask.Top, mask.Right, mask.Bottom);
            _table[place].Look = new Vector4(image.Changed ? 1 : 0, image.SupportVector ? 1 : 0, ring, tile ? 1 : 0);
        }

        /// <summary>x, y, z and side of an image at the end of its way, and how far it is faded then.</summary>
        private (Vector4 Stand, float Fade) StandOf(SceneImage image)
        {
            // A chosen image is in sight even where a filter would hide it: the person asked for it by name.
            bool chosen = Ring(image.Index) > 0;
            float side = chosen ? Math.Max(Legible, image.Side) * Enlarged
                : image.Presence == Presence.Hidden ? 0
                : image.Presence == Presence.Faded ? image.Side * Faded : image.Side;
            bool faded = image.Presence == Presence.Faded && !chosen;
            return (new Vector4(image.Point, side), faded ? 1 : 0);
        }

        /// <summary>Puts a new image at the end of its way, or lets it grow there.</summary>
        private void Begin(int place, double now, double usual)
        {
            (Vector4 stand, float fade) = StandOf(_images[place]);
            double seconds = Animated ? usual : 0;
            Vector4 from = seconds > 0 ? new Vector4(stand.X, stand.Y, stand.Z, 0) : stand;
            Write(place, from, fade, stand, fade, now, seconds);
        }

        /// <summary>Sends an image from where it is to where it belongs, unless it is on its way there.</summary>
        private void Send(int place, double now, double usual)
        {
            (Vector4 stand, float fade) = StandOf(_images[place]);
            PoolInstance known = _table[place];
            if (known.To == stand && known.Timing.W == fade)
            {
                return;
            }
            (Vector4 from, float fadeFrom) = (known.StandAt(now), known.FadeAt(now));
            if (from.W <= 0)
            {
                // What cannot be seen needs no way: it grows where it is wanted.
                (from, fadeFrom) = (new Vector4(stand.X, stand.Y, stand.Z, 0), fade);
            }
            Write(place, from, fadeFrom, stand, fade, now, Animated ? usual : 0);
        }

        private void Write(
            int place, Vector4 from, float fadeFrom, Vector4 to, float fadeTo, double now, double seconds)
        {
            _table[place].From = from;
            _table[place].To = to;
            _table[place].Timing = new Vector4((float)now, (float)seconds, fadeFrom, fadeTo);
            if (seconds > 0)
            {
                SettledAt = Math.Max(SettledAt, now + seconds);
            }
        }
    }
}
