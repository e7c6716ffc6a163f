namespace Tetrascope.Pool
{
    /// <summary>How the pool of a session came about, or how far it is.</summary>
    public enum RunState
    {
        /// <summary>None was asked for.</summary>
        Idle,

        /// <summary>It is under way.</summary>
        Running,

        /// <summary>It is whole.</summary>
        Done,

        /// <summary>It was stopped; what had arrived is still there.</summary>
        Cancelled,

        /// <summary>It could not be computed; what had arrived is still there.</summary>
        Failed,
    }
}
