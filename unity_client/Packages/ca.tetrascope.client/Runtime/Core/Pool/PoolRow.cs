using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>One line of the list of images.</summary>
    public readonly struct PoolRow
    {
        /// <summary>The image.</summary>
        public readonly PoolImage Image;

        /// <summary>Name of the class that is most probable for it.</summary>
        public readonly string LabelName;

        /// <summary>How its mask changes the examined label's probability, −1..1.</summary>
        public readonly double Change;

        /// <summary>Signed distance to the boundary; null where there is none.</summary>
        public readonly double? Distance;

        /// <summary>Whether it is a support vector.</summary>
        public readonly bool SupportVector;

        internal PoolRow(PoolImage image, PoolSoFar pool, PoolBoundary boundary)
        {
            Image = image;
            LabelName = pool.LabelOf(image.Label).Name;
            Change = pool.ChangeOf(image);
            Distance = boundary.DistanceOf(image.Index);
            SupportVector = boundary.SupportVectors.Contains(image.Index);
        }
    }
}
