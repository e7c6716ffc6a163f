namespace Tetrascope.Connection
{
    /// <summary>Tells the time. Passed in, so that tests can move it and a scene can use the engine's.</summary>
    public interface IClock
    {
        /// <summary>Seconds since some moment; never falls.</summary>
        double Seconds { get; }

        /// <summary>
        /// Milliseconds since the beginning of 1970 as the wall has it; may be wrong, and may jump.
        /// </summary>
        double WallMs { get; }
    }
}
