namespace Tetrascope.Masks
{
    /// <summary>What masks are drawn with.</summary>
    public sealed class Tools
    {
        /// <summary>Superpixels at least; the protocol allows 2 to 1000.</summary>
        public const int MinSegments = 10;

        /// <summary>Superpixels at most.</summary>
        public const int MaxSegments = 400;

        /// <summary>Diameter of the brush at least, in pixels of the network's input.</summary>
        public const int MinBrush = 2;

        /// <summary>Diameter of the brush at most.</summary>
        public const int MaxBrush = 80;

        /// <summary>The tool in hand.</summary>
        public Tool InHand { get; set; } = Tool.Rectangle;

        /// <summary>Diameter of the brush, in pixels of the network's input.</summary>
        public int BrushSize { get; set; } = 20;

        /// <summary>Superpixels asked for.</summary>
        public int SegmentCount { get; set; } = 60;
    }
}
