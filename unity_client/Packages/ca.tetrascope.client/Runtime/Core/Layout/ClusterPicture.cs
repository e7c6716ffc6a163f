using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>What a panel draws of a cluster, and how far that can be trusted.</summary>
    public static class ClusterPicture
    {
        /// <summary>The byte of a difference that stands for none; as many lie below it as above.</summary>
        public const int Neutral = 127;

        /// <summary>What differs from the original where that was asked for, else the representative.</summary>
        public static Tensor Of(Cluster cluster) => cluster.Difference ?? cluster.Representative;

        /// <summary>The largest change that a difference's scale has room for, the same in all of a layer.</summary>
        public static double Limit(Tensor difference) => Neutral * difference.Scale;

        /// <summary>Whether a picture leaves out so much of its maps that it has to say so.</summary>
        public static bool ExplainsLittle(double? share) => share < StructureNumbers.LittleExplained;
    }
}
