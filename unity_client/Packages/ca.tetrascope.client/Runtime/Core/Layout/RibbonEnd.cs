namespace Tetrascope.Layout
{
    /// <summary>Where a ribbon ends: its middle and its height there, in metres.</summary>
    public readonly struct RibbonEnd
    {
        /// <summary>Of what belongs to no cluster.</summary>
        public const int NoCluster = -1;

        /// <summary>x of its middle.</summary>
        public readonly double X;

        /// <summary>y of its middle.</summary>
        public readonly double Y;

        /// <summary>How high it is there.</summary>
        public readonly double Height;

        /// <summary>Index of the cluster whose colour it has, or <see cref="NoCluster"/>.</summary>
        public readonly int Cluster;

        /// <summary>An end at a place.</summary>
        public RibbonEnd(double x, double y, double height, int cluster)
        {
            X = x;
            Y = y;
            Height = height;
            Cluster = cluster;
        }
    }
}
