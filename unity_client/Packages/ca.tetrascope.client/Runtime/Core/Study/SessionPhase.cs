namespace Tetrascope.Study
{
    /// <summary>How a participant's session stands, as far as the client knows.</summary>
    public enum SessionPhase
    {
        /// <summary>The server is given what an earlier program has left, then asked for the session.</summary>
        Opening,

        /// <summary>The experimenter has not started it yet.</summary>
        Waiting,

        /// <summary>The participant does what the step asks.</summary>
        Running,

        /// <summary>The time of the step is over; the next one begins in a moment.</summary>
        TimeOver,

        /// <summary>The experimenter has paused it.</summary>
        Paused,

        /// <summary>The experimenter has ended it before its end.</summary>
        Aborted,

        /// <summary>The participant is at its end.</summary>
        Ended,
    }
}
