using System.Linq;
using NUnit.Framework;
using Tetrascope.Settings;
using Tetrascope.Wording;

namespace Tetrascope.Tutorial
{
    internal sealed class GuidedTourTests
    {
        [Test]
        public void ItGoesFromStopToStopAndBack()
        {
            GuidedTour tour = At("menu");
            tour.Start(_ => true);
            Assert.AreEqual("pictures", tour.Stop!.Target);
            tour.Back();
            Assert.AreEqual(0, tour.Number);
            tour.Next();
            tour.Next();
            Assert.AreEqual("start", tour.Stop!.Target);
            tour.Back();
            Assert.AreEqual("network", tour.Stop!.Target);
            while (!tour.IsLast)
            {
                tour.Next();
            }

            Assert.AreEqual("help", tour.Stop!.Target);
            tour.Next();
            Assert.IsNull(tour.Stop);
            tour.Next();
            Assert.IsNull(tour.Stop);
        }

        [Test]
        public void ItIsOfferedOnceInEachViewAndThatIsRemembered()
        {
            var store = new MemorySettings();
            GuidedTour tour = At("menu", store);
            Assert.IsTrue(tour.IsOffered);
            tour.End();
            Assert.IsFalse(tour.IsOffered);
            tour.Visit("structure");
            Assert.IsTrue(tour.IsOffered);
            tour.Start(_ => true);
            Assert.IsFalse(tour.IsOffered);
            tour.End();
            Assert.IsFalse(tour.IsOffered);
            GuidedTour next = At("menu", store);
            Assert.IsFalse(next.IsOffered);
            next.Visit("pool");
            Assert.IsTrue(next.IsOffered);
            next.Visit("a view without a tour");
            Assert.IsFalse(next.IsOffered);
        }

        [Test]
        public void ItCanBeTakenAgain()
        {
            GuidedTour tour = At("menu");
            tour.End();
            tour.Start(_ => true);
            Assert.AreEqual(0, tour.Number);
        }

        [Test]
        public void ItStopsOnlyAtWhatIsThere()
        {
            GuidedTour tour = At("structure");
            tour.Start(target => target == "masks" || target == "view");
            Assert.AreEqual("masks view", string.Join(" ", tour.Stops.Select(stop => stop.Target)));
            GuidedTour none = At("structure");
            none.Start(_ => false);
            Assert.IsNull(none.Stop);
            Assert.IsTrue(none.IsOffered);
        }

        [Test]
        public void AnotherViewEndsItAndItIsOfferedAgainThen()
        {
            GuidedTour tour = At("structure");
            int told = 0;
            tour.Changed += () => told++;
            tour.Start(_ => true);
            tour.Visit("structure");
            Assert.IsNotNull(tour.Stop);
            tour.Visit("pool");
            Assert.IsNull(tour.Stop);
            tour.Visit("structure");
            Assert.IsTrue(tour.IsOffered);
            Assert.AreEqual(3, told);
        }

        [Test]
        public void EachStopIsToldInTheWordsOfEveryHand()
        {
            foreach (TourStop stop in new[] { "menu", "structure", "pool" }.SelectMany(Tours.Of))
            {
                foreach (PointingHand hand in new[] { PointingHand.Mouse, PointingHand.Finger, PointingHand.Ray })
                {
                    Assert.AreEqual(
                        -1, HandWords.Worded(stop.Text, hand).IndexOfAny(new[] { '{', '}', '|' }), stop.Target);
                }
            }

            string first = Tours.Of("menu")[0].Text;
            Assert.AreEqual(
                "Take a sample. The picture that is chosen has a frame.", HandWords.Worded(first, PointingHand.Ray));
        }

        private static GuidedTour At(string view, ISettingsStore? store = null)
        {
            var tour = new GuidedTour(store ?? new MemorySettings());
            tour.Visit(view);
            return tour;
        }
    }
}
