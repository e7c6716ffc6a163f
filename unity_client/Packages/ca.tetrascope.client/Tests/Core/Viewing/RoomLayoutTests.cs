using System;
using System.Collections.Generic;
using System.Numerics;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Viewing
{
    internal sealed class RoomLayoutTests
    {
        /// <summary>Of a person who sits and looks a little to the left.</summary>
        private static readonly Vector3 Head = new Vector3(0.3f, 1.2f, -0.1f);
        private const float Heading = 0.4f;

        [TestCase(0.0)]
        [TestCase(1.2)]
        [TestCase(-2.5)]
        public void AHeadingIsWhereAHeadLooks(double heading)
        {
            Vector3 forward = ScenePlace.Turned(new Vector3(0, -0.5f, -2), (float)heading);
            SharedValues.AssertNear(heading, RoomLayout.HeadingOf(forward), "heading", 1e-5);
        }

        [TestCase(1)]
        [TestCase(3)]
        [TestCase(12)]
        public void TheFirstColumnsCanBeReadAndTheInputIsWithinReach(int clusters)
        {
            var extent = new StructureExtent(18, clusters, 10);
            ScenePlace place = RoomLayout.Structure(Head, Heading, extent);
            Vector3 input = place.ToRoom(new Vector3(0, (float)StructureNumbers.EyeHeight, 0));
            Assert.That(Vector3.Distance(Head, input), Is.LessThan(1.5f));
            double small = 0.86 * Captions.TextSize * Captions.CaptionScale(clusters) * place.Scale;
            int files = StructureLayout.GridOf(clusters).Files;
            for (int position = 0; position < 2; position++)
            {
                for (int cluster = 0; cluster < clusters; cluster++)
                {
                    Point centre = StructureLayout.PanelCentre(position, cluster, clusters, files);
                    Vector3 caption = place.ToRoom(new Vector3((float)centre.X, (float)centre.Y + 0.3f, 0));
                    double distance = Vector3.Distance(Head, caption);
                    Assert.That(small / distance, Is.GreaterThan(RoomLayout.LeastText), $"{position} {cluster}");
                }
            }
        }

        [TestCase(1)]
        [TestCase(3)]
        public void OfTwoNetworksTheFirstColumnsCanBeReadToo(int clusters)
        {
            var one = new StructureExtent(20, clusters, 10);
            var both = new StructureExtent(20, clusters, 10, StructureViews.RoomBelow(one));
            ScenePlace place = RoomLayout.Structure(Head, Heading, both);
            PlaneRectangle whole = StructureViews.WholeRectangle(both);
            Assert.That(place.ToRoom(new Vector3(0, (float)whole.Bottom, 0)).Y, Is.GreaterThan(0.2f));
            Assert.That(place.ToRoom(new Vector3(0, (float)whole.Top, 0)).Y, Is.LessThan(Head.Y + 0.66f));
            double small = 0.86 * Captions.TextSize * place.Scale;
            double[] steps = { 0, StructureViews.StepBelow(both, one) };
            foreach (double step in steps)
            {
                for (int cluster = 0; cluster < clusters; cluster++)
                {
                    Point centre = StructureLayout.PanelCentre(0, cluster, clusters);
                    double y = centre.Y + 0.3 - step;
                    Vector3 caption = place.ToRoom(new Vector3((float)centre.X, (float)y, 0));
                    double distance = Vector3.Distance(Head, caption);
                    Assert.That(small / distance, Is.GreaterThan(RoomLayout.LeastText), $"{step} {cluster}");
                }
            }
        }

        [Test]
        public void Scene1IsLessHighThanOneCanSeeAndStandsAboveTheFloor()
        {
            foreach (int clusters in new[] { 1, 3, 8, 12 })
            {
                var extent = new StructureExtent(18, clusters, 10);
                ScenePlace place = RoomLayout.Structure(Head, Heading, extent);
                PlaneRectangle whole = StructureViews.WholeRectangle(extent);
                Assert.That(place.ToRoom(new Vector3(0, (float)whole.Bottom, 0)).Y, Is.GreaterThan(0.2f));
                Assert.That(place.ToRoom(new Vector3(0, (float)whole.Top, 0)).Y, Is.LessThan(Head.Y + 0.81f));
            }
        }

        [Test]
        public void Scene2StandsOnATableWithinReach()
        {
            ScenePlace place = RoomLayout.Pool(Head, Heading);
            var lowest = new List<Vector3>();
            foreach (Vector3 vertex in PoolNumbers.Vertices)
            {
                Vector3 at = place.ToRoom(PoolLayout.WorldPoint(vertex));
                Assert.That(at.Y, Is.GreaterThan(0.74f));
                Assert.That(at.Y, Is.LessThan(Head.Y + 0.4f));
                Assert.That(Vector3.Distance(Head, at), Is.GreaterThan(0.5f));
                Assert.That(Vector3.Distance(Head, at), Is.LessThan(1.7f));
                lowest.Add(at);
            }

            Assert.That(Math.Abs(lowest[1].Y - 0.75f), Is.LessThan(1e-3f), "three of its vertices are on the table");
        }

        [Test]
        public void PanelsFaceTheHeadAndKeepOutOfEachOthersWay()
        {
            ScenePlace[] panels =
            {
                RoomLayout.Menu(Head, Heading), RoomLayout.Board(Head, Heading), RoomLayout.Notice(Head, Heading),
                RoomLayout.Card(Head, new Vector3(-0.5f, 1.6f, -1)),
                RoomLayout.Palette(Head, new Vector3(-0.1f, 0.9f, -0.4f)),
            };
            foreach (ScenePlace panel in panels)
            {
                float distance = Vector3.Distance(Head, panel.Position);
                Assert.That(panel.Scale / distance, Is.GreaterThan(0.999f * RoomLayout.PixelPerMetre));
                Vector3 front = panel.ToRoom(Vector3.UnitZ) - panel.Position;
                var towards = new Vector3(Head.X - panel.Position.X, 0, Head.Z - panel.Position.Z);
                Assert.That(Vector3.Dot(Vector3.Normalize(front), Vector3.Normalize(towards)), Is.GreaterThan(0.9999f));
            }

            Vector3 input = RoomLayout.Structure(Head, Heading, new StructureExtent(18, 3, 10))
                .ToRoom(new Vector3(-(float)StructureNumbers.InputSide / 2, (float)StructureNumbers.EyeHeight, 0));
            float nearest = RoomLayout.HeadingOf(panels[1].ToRoom(new Vector3(640, 0, 0)) - Head);
            Assert.That(nearest, Is.GreaterThan(RoomLayout.HeadingOf(input - Head)), "a board of 1280 pixels");
        }
    }
}
