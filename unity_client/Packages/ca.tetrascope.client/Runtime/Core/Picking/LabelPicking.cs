using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Viewing;

namespace Tetrascope.Picking
{
    /// <summary>Finds the label that is pointed at, among labels that face the eye.</summary>
    public static class LabelPicking
    {
        /// <summary>The place in the list of the nearest label that a ray hits; null for none.</summary>
        /// <param name="labels">The labels.</param>
        /// <param name="ray">A pointer's or a hand's.</param>
        /// <param name="eye">Where the person looks from.</param>
        public static int? Pick(IReadOnlyList<StandingLabel> labels, Ray ray, Vector3 eye)
        {
            (int? best, float nearest) = (null, float.PositiveInfinity);
            for (int place = 0; place < labels.Count; place++)
            {
                if (Distance(labels[place], ray, eye) is float distance && distance < nearest)
                {
                    (best, nearest) = (place, distance);
                }
            }

            return best;
        }

        /// <summary>
        /// How far along the ray, in its direction's lengths, it hits the label; null where it does not.
        /// </summary>
        private static float? Distance(in StandingLabel label, Ray ray, Vector3 eye)
        {
            Vector3 back = Vector3.Normalize(eye - label.At);
            float fall = Vector3.Dot(ray.Direction, back);
            float distance = fall == 0 ? -1 : Vector3.Dot(label.At - ray.Origin, back) / fall;
            if (!(distance > 0))
            {
                return null;
            }

            Vector3 across = Vector3.Cross(Vector3.UnitY, back);
            across = across.LengthSquared() > 1e-12f ? Vector3.Normalize(across) : Vector3.UnitX;
            Vector3 off = ray.Origin + distance * ray.Direction - label.At;
            float up = Vector3.Dot(off, Vector3.Cross(back, across));
            bool hit =
                System.Math.Abs(Vector3.Dot(off, across)) <= label.HalfWidth && up >= label.Bottom && up <= label.Top;
            return hit ? distance : (float?)null;
        }
    }
}
