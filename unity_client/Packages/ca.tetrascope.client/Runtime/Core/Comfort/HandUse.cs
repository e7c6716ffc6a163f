namespace Tetrascope.Comfort
{
    /// <summary>How a hand is used in a frame.</summary>
    public readonly struct HandUse
    {
        /// <summary>Whether it is known where the hand is.</summary>
        public readonly bool Tracked;

        /// <summary>Whether trigger or grip was pressed in this frame.</summary>
        public readonly bool Begins;

        /// <summary>Whether the trigger is held.</summary>
        public readonly bool Holds;

        /// <summary>How a hand is used.</summary>
        public HandUse(bool tracked, bool begins, bool holds)
        {
            Tracked = tracked;
            Begins = begins;
            Holds = holds;
        }
    }
}
