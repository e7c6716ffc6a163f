namespace Tetrascope.Structure
{
    /// <summary>How far the newest request of a session is.</summary>
    public enum AnswerState
    {
        /// <summary>Nothing was asked.</summary>
        Idle,

        /// <summary>It is under way: columns that have not arrived are still of the one before.</summary>
        Running,

        /// <summary>It is answered in full.</summary>
        Complete,

        /// <summary>It could not be answered.</summary>
        Failed,
    }
}
