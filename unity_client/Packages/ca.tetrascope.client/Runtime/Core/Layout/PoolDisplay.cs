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

        /// <summary>The usual display: the images that were selected, and no filter.</summary>
        public PoolDisplay()
        {
            Filters.Changed += Tell;
        }

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
        /// All images of a pool as the scene draws them, in their order, in place of what is in <paramref
        /// name="into"/>.
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

        /// <summary>How many images are in the scene, and how many of them pass the filters.</summary>
        public (int Shown, int Present) Counts(
            IReadOnlyList<PoolImage> images, bool whole, ICollection<int> supportVectors)
        {
            (int shown, int present) = (0, 0);
            for (int place = 0; place < images.Count; place++)
            {
                if (Filters.InScene(images[place], whole, ShowAll))
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
                if (Filters.InScene(images[place], whole, ShowAll) && Filters.Passes(images[place], supportVectors))
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
