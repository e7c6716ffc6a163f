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

        /// <summary>The mask on its picture.</summary>
        public readonly Shares Mask;

        /// <summary>Whether it changed the label: its panel lacks a corner.</summary>
        public readonly bool Changed;

        /// <summary>Whether it is a support vector: it has one more border.</summary>
        public readonly bool SupportVector;

        /// <summary>Whether it is in sight.</summary>
        public readonly Presence Presence;

        /// <summary>An image as it is to be drawn.</summary>
        public SceneImage(int index, Vector3 point, Shares mask, bool changed, bool supportVector, Presence presence)
        {
            Index = index;
            Point = point;
            Mask = mask;
            Changed = changed;
            SupportVector = supportVector;
            Presence = presence;
        }
    }
}
