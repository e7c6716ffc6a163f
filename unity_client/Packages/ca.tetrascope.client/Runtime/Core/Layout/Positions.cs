using System;
using System.Collections.Generic;
using System.Numerics;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>Where a copy stands between the labels, in circumradii of the body.</summary>
    public static class Positions
    {
        /// <summary>The probability below which a label has no weight on the logarithmic scale.</summary>
        public const double LeastProbability = 1e-4;

        /// <summary>
        /// By its probabilities it is the server's own number; by their logarithms Σ wᵢvᵢ / Σ wᵢ over the vertices vᵢ,
        /// with wᵢ = max(0, ln(pᵢ / 10⁻⁴)); the centre where all are 0. It grows with pᵢ, so that the most probable
        /// label keeps its region; but of two copies that are both nearly sure of one label it tells apart what else
        /// they hold possible.
        /// </summary>
        public static IReadOnlyList<double> Of(PoolImage image, PositionScale scale)
        {
            return scale == PositionScale.Linear ? image.Position : ByLogarithms(image.Probabilities);
        }

        /// <summary>The same in metres.</summary>
        public static (double X, double Y, double Z) InMetres(PoolImage image, PositionScale scale)
        {
            IReadOnlyList<double> position = Of(image, scale);
            return (
                PoolNumbers.Circumradius * position[0],
                PoolNumbers.CentreHeight + PoolNumbers.Circumradius * position[1],
                PoolNumbers.Circumradius * position[2]);
        }

        private static IReadOnlyList<double> ByLogarithms(IReadOnlyList<double> probabilities)
        {
            IReadOnlyList<Vector3> vertices = PoolLayout.VerticesOf(PoolLayout.CornersOf(probabilities.Count));
            var place = new double[3];
            double sum = 0;
            for (int k = 0; k < probabilities.Count; k++)
            {
                double weight = Math.Max(0, Math.Log(probabilities[k] / LeastProbability));
                sum += weight;
                place[0] += weight * vertices[k].X;
                place[1] += weight * vertices[k].Y;
                place[2] += weight * vertices[k].Z;
            }
            for (int axis = 0; axis < 3; axis++)
            {
                place[axis] /= sum > 0 ? sum : 1;
            }
            return place;
        }
    }
}
