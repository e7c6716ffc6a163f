using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Wording;

namespace Tetrascope.Tutorial
{
    internal sealed class HelpTests
    {
        private static readonly PointingHand[] Hands = (PointingHand[])Enum.GetValues(typeof(PointingHand));

        [Test]
        public void EachTopicHasANameOfItsOwnAndLeadsToOthersThatAreThere()
        {
            string[] names = Help.Topics.Select(topic => topic.Id).ToArray();
            Assert.AreEqual(names.Length, names.Distinct().Count());
            Assert.AreEqual("", string.Join(" ", Help.Topics.SelectMany(topic => topic.See).Except(names)));
            foreach (Topic topic in Topics.All)
            {
                Assert.IsTrue(names.Contains(topic.Id), topic.Id);
            }
        }

        [Test]
        public void TopicsOfAGroupStandTogether()
        {
            string[] groups = Help.Topics.Select(topic => topic.Group).ToArray();
            int changes = groups.Skip(1).Where((group, place) => group != groups[place]).Count();
            Assert.AreEqual(groups.Distinct().Count() - 1, changes);
        }

        [Test]
        public void EachTopicIsToldInTheWordsOfEveryHand()
        {
            foreach (PointingHand hand in Hands)
            {
                foreach (string paragraph in Help.Topics.SelectMany(topic => topic.Text))
                {
                    Assert.AreEqual(-1, HandWords.Worded(paragraph, hand).IndexOfAny(new[] { '{', '}', '|' }));
                }
            }

            Assert.IsTrue(HandWords.Worded(ClientTopics.Moving, PointingHand.Mouse).StartsWith("Drag to turn"));
            Assert.IsTrue(
                HandWords.Worded(ClientTopics.Moving, PointingHand.Finger).StartsWith("Drag with one finger"));
            Assert.IsTrue(HandWords.Worded(ClientTopics.Moving, PointingHand.Ray).StartsWith("Hold the grip"));
        }

        [Test]
        public void EveryWordThatIsLookedForIsInWhatIsFound()
        {
            Assert.AreEqual(Help.Topics.Count, Help.Find("", PointingHand.Mouse).Count);
            Assert.AreEqual(Help.Topics.Count, Help.Find("   ", PointingHand.Mouse).Count);
            Assert.AreEqual("entropy", Help.Find("SHANNON bits", PointingHand.Mouse).Single().Id);
            Assert.AreEqual(0, Help.Find("shannon giraffe", PointingHand.Mouse).Count);
            Assert.IsFalse(Help.Find("trigger", PointingHand.Mouse).Any(topic => topic.Id == "clusters"));
            Assert.IsTrue(Help.Find("trigger", PointingHand.Ray).Any(topic => topic.Id == "clusters"));
        }

        [Test]
        public void ItOpensATopicLeadsToOthersAndBeginsAnewWhenItWasClosed()
        {
            var help = new Help();
            var told = new List<string>();
            help.Changed += () => told.Add(help.IsOpen ? help.Open?.Id ?? "all" : "closed");
            help.Show("clusters");
            help.Show(help.Open!.See[0]);
            help.Show();
            help.Query = "mask";
            help.Close();
            Assert.AreEqual("clusters criterion all all closed", string.Join(" ", told));
            help.Show("of another release");
            Assert.IsNull(help.Open);
            Assert.AreEqual("", help.Query);
        }
    }
}
