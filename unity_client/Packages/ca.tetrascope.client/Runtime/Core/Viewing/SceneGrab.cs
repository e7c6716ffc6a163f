using System;
using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// A scene that is held by one hand or by two: what a hand holds stays in it. One hand moves the scene; two turn it
    /// about the vertical and make it larger or smaller too. It never tilts, for a horizon that moves makes people ill.
    /// Begin anew whenever a hand takes hold or lets go. All in the room's right-handed metres.
    /// </summary>
    public sealed class SceneGrab
    {
        /// <summary>The smallest scale.</summary>
        public const float MinScale = 0.05f;

        /// <summary>The largest scale.</summary>
        public const float MaxScale = 5;

        /// <summary>Hands nearer to each other than this, in metres, say nothing of a turn or a scale.</summary>
        private const float Apart = 0.05f;

        private ScenePlace _begun = ScenePlace.Origin;
        private Vector3 _held;
        private Vector3 _between;

        /// <summary>One hand takes hold of a scene that stands here.</summary>
        public void Begin(ScenePlace place, Vector3 hand)
        {
            _begun = place;
            _held = place.ToScene(hand);
        }

        /// <summary>Two hands take hold of it.</summary>
        public void Begin(ScenePlace place, Vector3 left, Vector3 right)
        {
            Begin(place, (left + right) / 2);
            _between = right - left;
        }

        /// <summary>Where the scene stands with the hand here.</summary>
        public ScenePlace Moved(Vector3 hand) => Holding(hand, _begun.Turn, _begun.Scale);

        /// <summary>Where the scene stands with the two hands here.</summary>
        public ScenePlace Moved(Vector3 left, Vector3 right)
        {
            Vector3 between = right - left;
            float turn = _begun.Turn;
            if (Level(_between) > Apart && Level(between) > Apart)
            {
                turn += Heading(between) - Heading(_between);
            }
            float grown = Math.Max(between.Length(), Apart) / Math.Max(_between.Length(), Apart);
            float scale = Math.Max(MinScale, Math.Min(MaxScale, _begun.Scale * grown));
            return Holding((left + right) / 2, turn, scale);
        }

        /// <summary>The place with this turn and scale in which what was taken hold of is here.</summary>
        private ScenePlace Holding(Vector3 hand, float turn, float scale) =>
            new ScenePlace(hand - ScenePlace.Turned(scale * _held, turn), turn, scale);

        private static float Level(Vector3 way) => new Vector2(way.X, way.Z).Length();

        private static float Heading(Vector3 way) => (float)Math.Atan2(-way.Z, way.X);
    }
}
