using System;
using NUnit.Framework;

namespace Tetrascope.Wording
{
    internal sealed class HandWordsTests
    {
        [Test]
        public void TextsAreInTheWordsOfAHand()
        {
            const string Text = "{Click} a panel, or {right-click} a mask.";
            Assert.AreEqual("Click a panel, or right-click a mask.", HandWords.Worded(Text, PointingHand.Mouse));
            Assert.AreEqual("Tap a panel, or hold a finger on a mask.", HandWords.Worded(Text, PointingHand.Finger));
            Assert.AreEqual("Pull the trigger on a panel, or grip a mask.", HandWords.Worded(Text, PointingHand.Ray));
            Assert.Throws<ArgumentException>(() => HandWords.Worded("{jump}", PointingHand.Mouse));
        }

        [Test]
        public void AThemeThatIsDarkHasAWhiteBorder()
        {
            Assert.AreEqual("a white border", HandWords.Worded("a {black} border", PointingHand.Ray, dark: true));
            Assert.AreEqual("a black border", HandWords.Worded("a {black} border", PointingHand.Ray));
            Assert.AreEqual("pointer", HandWords.Worded("{pointer|finger}", PointingHand.Ray));
            Assert.AreEqual("finger", HandWords.Worded("{pointer|finger}", PointingHand.Finger));
            Assert.AreEqual("finger", HandWords.Worded("{pointer|finger|ray}", PointingHand.Finger));
            Assert.AreEqual("ray", HandWords.Worded("{pointer|finger|ray}", PointingHand.Ray));
        }
    }
}
