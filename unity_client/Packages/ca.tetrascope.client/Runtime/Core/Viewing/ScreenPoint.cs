namespace Tetrascope.Viewing
{
    /// <summary>Where something is seen in a view.</summary>
    public readonly struct ScreenPoint
    {
        /// <summary>Pixels from the left.</summary>
        public readonly double X;

        /// <summary>Pixels from the top.</summary>
        public readonly double Y;

        /// <summary>From the eye along the line of sight, in metres.</summary>
        public readonly double Distance;

        /// <summary>A place in a view, and how far away it is.</summary>
        public ScreenPoint(double x, double y, double distance)
        {
            X = x;
            Y = y;
            Distance = distance;
        }
    }
}
