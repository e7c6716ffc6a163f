using System;
using System.Collections.Generic;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Geometry
{
    internal sealed class PoolLayoutTests
    {
        [TestCase(2, 2)]
        [TestCase(3, 3)]
        [TestCase(4, 4)]
        [TestCase(1000, 4)]
        public void ANetworkOfSoManyClassesHasSoManyCorners(int classes, int corners)
        {
            Assert.AreEqual(corners, PoolLayout.CornersOf(classes));
            Assert.AreEqual(corners, PoolLayout.VerticesOf(corners).Count);
        }

        [TestCase(2)]
        [TestCase(3)]
        [TestCase(4)]
        public void VerticesStandAsFarFromEachOtherAroundTheCentre(int corners)
        {
            IReadOnlyList<Vector3> vertices = PoolLayout.VerticesOf(corners);
            Vector3 sum = Vector3.Zero;
            for (int k = 0; k < corners; k++)
            {
                sum += vertices[k];
                SharedValues.AssertNear(1, vertices[k].Length(), "distance from the centre");
                float edge = Vector3.Distance(vertices[k], vertices[(k + 1) % corners]);
                SharedValues.AssertNear(Vector3.Distance(vertices[0], vertices[1]), edge, "edge");
            }
            SharedValues.AssertNear(0, sum.Length(), "centre");
            Assert.AreEqual(corners * (corners - 1), PoolLayout.EdgesOf(corners).Count);
        }

        [Test]
        public void FacesOfTheTetrahedronAreSeenFromOutside()
        {
            IReadOnlyList<int> faces = PoolLayout.FacesOf(4);
            for (int face = 0; face < faces.Count; face += 3)
            {
                Vector3 a = PoolNumbers.Vertices[faces[face]];
                Vector3 b = PoolNumbers.Vertices[faces[face + 1]];
                Vector3 c = PoolNumbers.Vertices[faces[face + 2]];
                Assert.That(Vector3.Dot(Vector3.Cross(b - a, c - a), a + b + c), Is.GreaterThan(0f));
            }
        }

        [Test]
        public void ImagesOfTheRecordedPoolStandWhereTheirProbabilitiesPutThem()
        {
            Protocol.Pool pool = RecordedParts.Pool.First<Protocol.Pool>();
            foreach (PoolImage image in pool.Images)
            {
                var weighted = Vector3.Zero;
                double sum = 0;
                for (int k = 0; k < pool.Vertices.Count; k++)
                {
                    weighted += (float)image.Probabilities[k] * PoolNumbers.Vertices[k];
                    sum += image.Probabilities[k];
                }
                Vector3 expected = PoolLayout.WorldPoint(weighted / (float)sum);
                Assert.That(Vector3.Distance(expected, PoolLayout.WorldPoint(image.Position)), Is.LessThan(1e-4f));
            }
        }

        [Test]
        public void VerticesOfTheProtocolAreThoseOfTheScene()
        {
            Protocol.Pool pool = RecordedParts.Pool.First<Protocol.Pool>();
            for (int k = 0; k < pool.Vertices.Count; k++)
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    float[] known = { PoolNumbers.Vertices[k].X, PoolNumbers.Vertices[k].Y, PoolNumbers.Vertices[k].Z };
                    SharedValues.AssertNear(pool.Vertices[k].Position[axis], known[axis], $"vertex {k}");
                }
            }
        }
    }
}
