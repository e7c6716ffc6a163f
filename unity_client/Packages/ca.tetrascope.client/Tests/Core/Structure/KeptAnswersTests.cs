using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    public sealed class KeptAnswersTests
    {
        private readonly List<string> _asked = new List<string>();
        private readonly Dictionary<string, Asking<ClassLabel>> _open = new Dictionary<string, Asking<ClassLabel>>();
        private KeptAnswers<ClassLabel> _kept = null!;

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public void Begin()
        {
            _asked.Clear();
            _open.Clear();
            _kept = new KeptAnswers<ClassLabel>(2, () => { });
        }

        [Test]
        public void AreAskedForOnceHoweverOftenTheyAreLookedAt()
        {
            Assert.That(Look("a").State, Is.EqualTo(LoadState.Loading));
            Answer("a");
            Assert.That(Look("a").Value!.Name, Is.EqualTo("answer to a"));
            Assert.That(_asked, Is.EqualTo(new[] { "a" }));
        }

        [Test]
        public void LookedAtLongestAgoGiveWay()
        {
            foreach (string key in new[] { "a", "b", "a", "c", "a", "b" })
            {
                Look(key);
                Answer(key);
            }
            Assert.That(_asked, Is.EqualTo(new[] { "a", "b", "c", "b" }));
        }

        [Test]
        public void WhosePlaceAnotherTookAreAskedForAgain()
        {
            Look("a");
            _open["a"].OnStopped!();
            Assert.That(Look("a").State, Is.EqualTo(LoadState.Loading));
            Assert.That(_asked.Count, Is.EqualTo(2));
        }

        [Test]
        public void ThatCouldNotBeHadAreAskedForAgainOnDemandAndNothingElseIs()
        {
            Look("a");
            Look("b");
            _open["a"].OnFailed!(new Complaint("unreachable", "No."));
            Answer("b");
            Assert.That(Look("a").Complaint!.Code, Is.EqualTo("unreachable"));
            _kept.Retry();
            Look("b");
            Look("a");
            Assert.That(_asked, Is.EqualTo(new[] { "a", "b", "a" }));
        }

        private Loadable<ClassLabel> Look(string key)
        {
            return _kept.Of(key, asking =>
            {
                _asked.Add(key);
                _open[key] = asking;
            });
        }

        private void Answer(string key)
        {
            if (_open.Remove(key, out Asking<ClassLabel>? asking))
            {
                asking.OnAnswer(new ClassLabel(0, $"answer to {key}", null));
            }
        }
    }
}
