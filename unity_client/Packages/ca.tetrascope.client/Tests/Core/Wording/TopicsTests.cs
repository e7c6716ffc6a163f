using System.Linq;
using NUnit.Framework;

namespace Tetrascope.Wording
{
    internal sealed class TopicsTests
    {
        [Test]
        public void EachHasANameOfItsOwnAndLeadsToOthersThatAreThere()
        {
            string[] names = Topics.All.Select(topic => topic.Id).ToArray();
            Assert.AreEqual(names.Length, names.Distinct().Count());
            Assert.IsTrue(Topics.All.All(topic => topic.See.All(names.Contains)));
            foreach (string name in new[] { "columns", "receptive-field", "masks", "tetrahedron", "boundary" })
            {
                Assert.IsTrue(names.Contains(name), name);
            }
        }

        [Test]
        public void EachIsToldInTheWordsOfEveryHand()
        {
            foreach (PointingHand hand in new[] { PointingHand.Mouse, PointingHand.Finger, PointingHand.Ray })
            {
                foreach (string paragraph in Topics.All.SelectMany(topic => topic.Text))
                {
                    Assert.AreEqual(-1, HandWords.Worded(paragraph, hand).IndexOfAny(new[] { '{', '}', '|' }));
                }
            }
        }

        [Test]
        public void AThemeThatIsDarkHasAWhiteBorder()
        {
            Assert.AreEqual("a white border", HandWords.Worded("a {black} border", PointingHand.Ray, dark: true));
            Assert.AreEqual("a black border", HandWords.Worded("a {black} border", PointingHand.Ray));
            Assert.AreEqual("pointer", HandWords.Worded("{pointer|finger}", PointingHand.Ray));
            Assert.AreEqual("finger", HandWords.Worded("{pointer|finger}", PointingHand.Finger));
        }
    }
}
