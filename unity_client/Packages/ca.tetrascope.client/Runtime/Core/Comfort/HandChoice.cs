namespace Tetrascope.Comfort
{
    /// <summary>
    /// Which hand points: the one that was used last, at first the one that a person draws with; where only one is
    /// tracked, that one. A hand that holds something goes on pointing until it lets go.
    /// </summary>
    public sealed class HandChoice
    {
        /// <summary>At first this hand points.</summary>
        public HandChoice(HandSide dominant)
        {
            Pointing = dominant;
        }

        /// <summary>The hand that points.</summary>
        public HandSide Pointing { get; private set; }

        /// <summary>Decides anew. To be called once a frame.</summary>
        /// <param name="left">How the left hand is used.</param>
        /// <param name="right">How the right hand is used.</param>
        public void Update(HandUse left, HandUse right)
        {
            (HandUse own, HandUse other) = Pointing == HandSide.Left ? (left, right) : (right, left);
            bool goesOver = !own.Tracked ? other.Tracked : other.Tracked && other.Begins && !own.Holds;
            if (goesOver)
            {
                Pointing = Other(Pointing);
            }
        }

        /// <summary>The other one of two hands.</summary>
        public static HandSide Other(HandSide hand) => hand == HandSide.Left ? HandSide.Right : HandSide.Left;
    }
}
