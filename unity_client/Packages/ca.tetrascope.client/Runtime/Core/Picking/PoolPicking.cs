using System;
using System.Numerics;
using Tetrascope.Packing;
using Tetrascope.Viewing;

namespace Tetrascope.Picking
{
    /// <summary>
    /// Finds the image of a pool that is pointed at, in one pass over all and without allocating: the raised one if it
    /// is hit, else the nearest.
    /// </summary>
    public static class PoolPicking
    {
        /// <summary>No image.</summary>
        public const int None = -1;

        /// <summary>Half of what counts as an image, in its sides: the picture and its frame.</summary>
        private const double HalfSide = 0.56;

        /// <summary>
        /// Place in the table of the image at a point of a view in pixels, or <see cref="None"/>. So many pixels around
        /// an image (<paramref name="slack"/>) count as the image, for fingers; a direct hit goes before.
        /// </summary>
        public static int Pick(ImageCloud images, Eye eye, double now, double x, double y, double slack = 0)
        {
            (int best, double bestScore) = (None, double.PositiveInfinity);
            for (int place = 0; place < images.Count; place++)
            {
                ref PoolInstance image = ref images.Table[place];
                if (!image.Reachable)
                {
                    continue;
                }
                Vector4 stand = image.StandAt(now);
                if (!(eye.OnScreen(new Vector3(stand.X, stand.Y, stand.Z)) is ScreenPoint centre))
                {
                    continue;
                }
                double half = stand.W * HalfSide * eye.Lens.PixelsPerMetre(centre.Distance);
                double away = Math.Max(Math.Abs(x - centre.X), Math.Abs(y - centre.Y)) - half;
                double score = Score(away, slack, image.Raised, centre.Distance);
                if (score < bestScore)
                {
                    (best, bestScore) = (place, score);
                }
            }
            return best;
        }

        /// <summary>
        /// Place in the table of the image that a ray hits, or <see cref="None"/>: a hand's, which begins elsewhere
        /// than the eye. Images face the eye. So many metres around an image (<paramref name="slack"/>) count as the
        /// image.
        /// </summary>
        public static int Pick(ImageCloud images, Ray ray, Vector3 eye, double now, double slack = 0)
        {
            (int best, double bestScore) = (None, double.PositiveInfinity);
            Vector3 direction = Vector3.Normalize(ray.Direction);
            for (int place = 0; place < images.Count; place++)
            {
                ref PoolInstance image = ref images.Table[place];
                if (!image.Reachable)
                {
                    continue;
                }
                Vector4 stand = image.StandAt(now);
                Vector3 centre = new Vector3(stand.X, stand.Y, stand.Z);
                if (!(Beside(ray.Origin, direction, centre, eye) is (double beside, double distance)))
                {
                    continue;
                }
                double score = Score(beside - stand.W * HalfSide, slack, image.Raised, distance);
                if (score < bestScore)
                {
                    (best, bestScore) = (place, score);
                }
            }
            return best;
        }

        /// <summary>
        /// How far a ray passes beside the middle of a panel that faces the eye, the farther of across and along, and
        /// how far away it meets it; null where it does not.
        /// </summary>
        private static (double Beside, double Distance)? Beside(
            Vector3 origin, Vector3 direction, Vector3 centre, Vector3 eye)
        {
            Vector3 back = Vector3.Normalize(eye - centre);
            float fall = Vector3.Dot(direction, back);
            float distance = Vector3.Dot(centre - origin, back) / fall;
            if (fall == 0 || !(distance > 0))
            {
                return null;
            }
            Vector3 across = Vector3.Cross(Vector3.UnitY, back);
            across = across.LengthSquared() > 1e-12f ? Vector3.Normalize(across) : Vector3.UnitX;
            Vector3 off = origin + distance * direction - centre;
            float along = Vector3.Dot(off, Vector3.Cross(back, across));
            return (Math.Max(Math.Abs(Vector3.Dot(off, across)), Math.Abs(along)), distance);
        }

        /// <summary>What is least for the image that is meant: a hit, then what is raised, then what is near.</summary>
        private static double Score(double away, double slack, bool raised, double distance)
        {
            if (away > slack)
            {
                return double.PositiveInfinity;
            }
            return (away > 0 ? 1e6 * (1 + away) : 0) + (raised ? 0 : 1e3) + distance;
        }
    }
}
