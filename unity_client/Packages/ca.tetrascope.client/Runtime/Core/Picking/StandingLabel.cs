using System.Numerics;

namespace Tetrascope.Picking
{
    /// <summary>A line of text in a scene that faces whoever looks; lengths in metres.</summary>
    public readonly struct StandingLabel
    {
        /// <summary>What it turns around: the middle of the line.</summary>
        public readonly Vector3 At;

        /// <summary>Half of its width.</summary>
        public readonly float HalfWidth;

        /// <summary>Its lower edge, from <see cref="At"/> upwards as it is seen.</summary>
        public readonly float Bottom;

        /// <summary>Its upper edge, likewise.</summary>
        public readonly float Top;

        /// <summary>A label of these edges.</summary>
        public StandingLabel(Vector3 at, float halfWidth, float bottom, float top)
        {
            At = at;
            HalfWidth = halfWidth;
            Bottom = bottom;
            Top = top;
        }
    }
}
