namespace Tetrascope.Connection
{
    /// <summary>A clock that a test moves.</summary>
    internal sealed class MovedClock : IClock
    {
        public double Seconds { get; private set; } = 100;

        public double WallMs { get; set; } = 1e12;

        public void Move(double seconds)
        {
            Seconds += seconds;
        }
    }
}
