using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    /// <summary>A mask of the list, with an id that stays the same while it is moved.</summary>
    public sealed class PlacedMask
    {
        private static int _lastId;

        /// <summary>Gives a mask a place in a list.</summary>
        /// <param name="mask">What it hides.</param>
        /// <param name="superpixel">Whether it was made with the superpixel tool.</param>
        public PlacedMask(Mask mask, bool superpixel = false)
            : this(++_lastId, mask, superpixel)
        {
        }

        private PlacedMask(int id, Mask mask, bool superpixel)
        {
            Id = id;
            Mask = mask;
            Superpixel = superpixel;
        }

        /// <summary>Its name in the list.</summary>
        public int Id { get; }

        /// <summary>What it hides.</summary>
        public Mask Mask { get; }

        /// <summary>Whether it was made with the superpixel tool.</summary>
        public bool Superpixel { get; }

        /// <summary>The same with another mask.</summary>
        public PlacedMask With(Mask mask) => new PlacedMask(Id, mask, Superpixel);
    }
}
