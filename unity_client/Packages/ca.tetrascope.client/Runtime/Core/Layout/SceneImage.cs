using System.Numerics;
using Tetrascope.Geometry;

namespace Tetrascope.Layout
{
    /// <summary>One image of a pool as scene 2 wants it.</summary>
    public readonly struct SceneImage
    {
        /// <summary>Its place in the pool.</summary>
        public readonly int Index;

        /// <summary>Where its centre stands, in metres.</summary>
        public readonly Vector3 Point;

        /// <summary>Its side, in metres.</summary>
        public readonly float Side;

        /// <summary>What it shows of the photo, see <see cref="Tile.Cut"/>; 0 for all of it.</summary>
        public readonly float Cut;

        /// <summary>
        /// How much it takes from the probability of the label examined, −1..1 of the largest change; coloured where it
        /// is cut.
        /// </summary>
        public readonly float Drop;

        /// <summary>The mask on its picture.</summary>
        public readonly Shares Mask;

        /// <summary>Whether it changed the label: its panel lacks a corner.</summary>
        public readonly bool Changed;

        /// <summary>Whether it is a support vector: it has one more border.</summary>
        public readonly bool SupportVector;

        /// <summary>Whether it is in sight.</summary>
        public readonly Presence Presence;

        /// <summary>A whole image, as it is to be drawn among labels.</summary>
        public SceneImage(int index, Vector3 point, Shares mask, bool changed, bool supportVector, Presence presence)
            : this(
                index, new Tile(point, (float)PoolNumbers.ImageSide, 0), 0, mask, changed, supportVector, presence)
        {
        }

        /// <summary>An image as it is to be drawn in a plane.</summary>
        public SceneImage(
            int index, Tile tile, float drop, Shares mask, bool changed, bool supportVector, Presence presence)
        {
            Index = index;
            Point = tile.Point;
            Side = tile.Side;
            Cut = tile.Cut;
            Drop = drop;
            Mask = mask;
            Changed = changed;
            SupportVector = supportVector;
            Presence = presence;
        }
    }
}
