using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>Where a camera stands and what it looks at, in metres.</summary>
    public readonly struct CameraView
    {
        /// <summary>Where it stands.</summary>
        public readonly Vector3 Position;

        /// <summary>What it looks at, and turns around.</summary>
        public readonly Vector3 Target;

        /// <summary>A camera at a position that looks at a target.</summary>
        public CameraView(Vector3 position, Vector3 target)
        {
            Position = position;
            Target = target;
        }

        /// <summary>From the camera to what it looks at.</summary>
        public float Distance => Vector3.Distance(Position, Target);

        /// <summary>From where it looks.</summary>
        public Direction Direction => Direction.Of(Position - Target);

        /// <summary>The view at another target, from the same direction.</summary>
        public CameraView TurnedTo(Vector3 target, double distance) =>
            new CameraView(target + (float)distance * Vector3.Normalize(Position - Target), target);

        /// <summary>The view between two: 0 is the one, 1 the other.</summary>
        public static CameraView Between(CameraView from, CameraView to, double share) => new CameraView(
            Vector3.Lerp(from.Position, to.Position, (float)share), Vector3.Lerp(from.Target, to.Target, (float)share));
    }
}
