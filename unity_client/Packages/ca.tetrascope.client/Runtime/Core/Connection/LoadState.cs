namespace Tetrascope.Connection
{
    /// <summary>How far something is that is not here from the beginning.</summary>
    public enum LoadState
    {
        /// <summary>Nobody has asked for it.</summary>
        Idle,

        /// <summary>It is on the way.</summary>
        Loading,

        /// <summary>It is here.</summary>
        Ready,

        /// <summary>It could not be had.</summary>
        Failed,
    }
}
