namespace Tetrascope.Comfort
{
    /// <summary>
    /// Which hand points: the one that was used last, at first the one that a person draws with; while it is lost, the
    /// other. A hand that holds something goes on pointing until it lets go.
    /// </summary>
    public sealed class HandChoice
    {
        private HandSide _used;

        /// <summary>At first this hand points.</summary>
        public HandChoice(HandSide dominant)
        {
            _used = dominant;
            Pointing = dominant;
        }

        /// <summary>The hand that points.</summary>
        public HandSide Pointing { get; private set; }

        /// <summary>Decides anew. To be called once a frame.</summary>
        /// <param name="left">How the left hand is used.</param>
        /// <param name="right">How the right hand is used.</param>
        public void Update(HandUse left, HandUse right)
        {
            (HandUse used, HandUse other) = _used == HandSide.Left ? (left, right) : (right, left);
            if (other.Tracked && other.Begins && !(used.Tracked && used.Holds))
            {
                _used = Other(_used);
                (used, other) = (other, used);
            }

            Pointing = used.Tracked || !other.Tracked ? _used : Other(_used);
        }

        /// <summary>The other one of two hands.</summary>
        public static HandSide Other(HandSide hand) => hand == HandSide.Left ? HandSide.Right : HandSide.Left;
    }
}
