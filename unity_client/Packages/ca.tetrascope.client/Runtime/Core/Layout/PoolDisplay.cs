using System;
using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Layout
{
    /// <summary>Which images of a pool are in the scene, and how.</summary>
    public sealed class PoolDisplay : Adjustable
    {
        private readonly Places _places = new Places();
        private readonly List<PoolImage> _first = new List<PoolImage>();

        private bool _showAll;
        private bool _hideOthers;
        private double _spread = 1;
        private bool _depthCue = true;
        private bool _regions = true;
        private PositionScale _positionScale;
        private Arrangement _arrangement;
        private bool _inRoom;

        /// <summary>The usual display: the images that were selected, and no filter.</summary>
        public PoolDisplay()
        {
            Filters.Changed += Tell;
        }

        /// <summary>How images are arranged on a screen, as the person chose.</summary>
        public Arrangement Arrangement
        {
            get => _arrangement;
            set => Set(ref _arrangement, value);
        }

        /// <summary>Whether the scene stands in a room around a person.</summary>
        public bool InRoom
        {
            get => _inRoom;
            set => Set(ref _inRoom, value);
        }

        /// <summary>How they are arranged: in a room always between their labels.</summary>
        public Arrangement Arranged => InRoom ? Arrangement.Tetrahedron : Arrangement;

        /// <summary>Whether all images have a place in the scene: always where it is no cloud of pictures.</summary>
        public bool All => ShowAll || Arranged != Arrangement.Tetrahedron;

        /// <summary>Whether images that represent no label are in the scene too.</summary>
        public bool ShowAll
        {
            get => _showAll;
            set => Set(ref _showAll, value);
        }

        /// <summary>Which of them stand out.</summary>
        public Filters Filters { get; } = new Filters();

        /// <summary>Whether images that do not pass the filters are hidden, rather than faded.</summary>
        public bool HideOthers
        {
            get => _hideOthers;
            set => Set(ref _hideOthers, value);
        }

        /// <summary>How far images at nearly the same position are moved apart, 0..2.</summary>
        public double Spread
        {
            get => _spread;
            set => Set(ref _spread, value);
        }

        /// <summary>Whether what is farther away gets lighter.</summary>
        public bool DepthCue
        {
            get => _depthCue;
            set => Set(ref _depthCue, value);
        }

        /// <summary>Whether lines show in which part of the body which label is the most probable.</summary>
        public bool Regions
        {
            get => _regions;
            set => Set(ref _regions, value);
        }

        /// <summary>By what images have their places in the body.</summary>
        public PositionScale PositionScale
        {
            get => _positionScale;
            set => Set(ref _positionScale, value);
        }

        /// <summary>
        /// Where those stand in the body that represent a label, in metres, in place of what is in <paramref
        /// name="into"/>; none where that is not known yet.
        /// </summary>
        public void SelectedPoints(
            IReadOnlyList<PoolImage> images, bool whole, List<(double X, double Y, double Z)> into)
        {
            into.Clear();
            for (int place = 0; whole && place < images.Count; place++)
            {
                if (images[place].Represents != null)
                {
                    into.Add(Positions.InMetres(images[place], PositionScale));
                }
            }
        }

        /// <summary>
        /// All images of a pool as the scene draws them between their labels, in their order, in place of what is in
        /// <paramref name="into"/>.
        /// </summary>
        /// <param name="images">The pool's images by rising index.</param>
        /// <param name="whole">Whether all are here, and so the selection is known.</param>
        /// <param name="corners">2, 3 or 4.</param>
        /// <param name="size">Rows and columns of the network's input.</param>
        /// <param name="supportVectors">Indices in the pool.</param>
        /// <param name="into">Takes them.</param>
        public void SceneImages(
            IReadOnlyList<PoolImage> images, bool whole, int corners, Size size, ICollection<int> supportVectors,
            List<SceneImage> into)
        {
            // Those that represent a label take their places first: they stay where they are when all are shown.
            _first.Clear();
            AddPresent(images, whole, true);
            AddPresent(images, whole, false);
            IReadOnlyDictionary<int, Vector3> points = _places.Of(_first, Spread, corners, PositionScale);
            into.Clear();
            for (int place = 0; place < images.Count; place++)
            {
                PoolImage image = images[place];
                bool placed = points.TryGetValue(image.Index, out Vector3 point);
                Presence presence = !placed || (HideOthers && !Filters.Passes(image, supportVectors))
                    ? Presence.Hidden
                    : Filters.Passes(image, supportVectors) ? Presence.Shown : Presence.Faded;
                into.Add(new SceneImage(
                    image.Index, placed ? point : PoolLayout.WorldPoint(image.Position),
                    SharesOf(image.Mask, size), !image.Kept, supportVectors.Contains(image.Index), presence));
            }
        }

        /// <summary>
        /// All images of a pool as the scene draws them on the photo, in their order, in place of what is in <paramref
        /// name="into"/>.
        /// </summary>
        /// <param name="images">The pool's images by rising index.</param>
        /// <param name="photos">Where the photo lies.</param>
        /// <param name="examined">The probability of the label examined in the whole image, 0..1.</param>
        /// <param name="size">Rows and columns of the network's input.</param>
        /// <param name="supportVectors">Indices in the pool.</param>
        /// <param name="into">Takes them.</param>
        public void SceneTiles(
            IReadOnlyList<PoolImage> images, OnPhoto photos, double examined, Size size,
            ICollection<int> supportVectors, List<SceneImage> into)
        {
            double largest = LargestChange(images, examined);
            double most = largest > 0 ? largest : 1;
            into.Clear();
            for (int place = 0; place < images.Count; place++)
            {
                PoolImage image = images[place];
                double drop = (examined - image.OriginalProbability) / most;
                Tile? tile = photos.TileOf(image, drop);
                bool passes = Filters.Passes(image, supportVectors);
                Presence presence = tile == null || (HideOthers && !passes)
                    ? Presence.Hidden
                    : passes ? Presence.Shown : Presence.Faded;
                into.Add(new SceneImage(
                    image.Index, tile ?? new Tile(PoolLayout.WorldPoint(image.Position), 0, 0), (float)drop,
                    SharesOf(image.Mask, size), !image.Kept, supportVectors.Contains(image.Index), presence));
            }
        }

        /// <summary>The largest change of the probability of the label examined by a mask, 0..1.</summary>
        public static double LargestChange(IReadOnlyList<PoolImage> images, double examined)
        {
            double most = 0;
            for (int place = 0; place < images.Count; place++)
            {
                most = Math.Max(most, Math.Abs(images[place].OriginalProbability - examined));
            }
            return most;
        }

        /// <summary>How many images are in the scene, and how many of them pass the filters.</summary>
        public (int Shown, int Present) Counts(
            IReadOnlyList<PoolImage> images, bool whole, ICollection<int> supportVectors)
        {
            (int shown, int present) = (0, 0);
            for (int place = 0; place < images.Count; place++)
            {
                if (Filters.InScene(images[place], whole, All))
                {
                    present++;
                    shown += Filters.Passes(images[place], supportVectors) ? 1 : 0;
                }
            }
            return (shown, present);
        }

        /// <summary>
        /// The images that pass the filters and are in the scene, by rising index, in place of what is in <paramref
        /// name="into"/>.
        /// </summary>
        public void ShownImages(
            IReadOnlyList<PoolImage> images, bool whole, ICollection<int> supportVectors, List<PoolImage> into)
        {
            into.Clear();
            for (int place = 0; place < images.Count; place++)
            {
                if (Filters.InScene(images[place], whole, All) && Filters.Passes(images[place], supportVectors))
                {
                    into.Add(images[place]);
                }
            }
        }

        /// <summary>A mask as shares of the picture.</summary>
        public static Shares SharesOf(Rectangle mask, Size size)
        {
            int bottom = mask.Top + mask.Height - 1, right = mask.Left + mask.Width - 1;
            return new Region(mask.Top, mask.Left, bottom, right).SharesOf(size);
        }

        private void AddPresent(IReadOnlyList<PoolImage> images, bool whole, bool representing)
        {
            for (int place = 0; place < images.Count; place++)
            {
                PoolImage image = images[place];
                if (image.Represents != null == representing && Filters.InScene(image, whole, ShowAll))
                {
                    _first.Add(image);
                }
            }
        }
    }
}
