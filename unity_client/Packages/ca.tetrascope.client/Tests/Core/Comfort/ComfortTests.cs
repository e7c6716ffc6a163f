using System.Numerics;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Settings;

namespace Tetrascope.Comfort
{
    internal sealed class ComfortTests
    {
        private MovedClock _clock = null!;
        private MemorySettings _store = null!;

        [SetUp]
        public void Begin()
        {
            _clock = new MovedClock();
            _store = new MemorySettings();
        }

        [Test]
        public void ABreakIsProposedAfterTheMinutesThatArePreferred()
        {
            var settings = new ComfortSettings(_store) { BreakMinutes = 10 };
            var reminder = new BreakReminder(_clock, settings);
            Wear(reminder, 599);
            Assert.IsFalse(reminder.Due);
            Wear(reminder, 1);
            Assert.IsTrue(reminder.Due);
            Assert.AreEqual(10, reminder.Minutes);
            reminder.Restart();
            reminder.Update(true);
            Assert.IsFalse(reminder.Due);
        }

        [Test]
        public void WhoTakesTheHeadsetOffHasHadABreak()
        {
            var reminder = new BreakReminder(_clock, new ComfortSettings(_store) { BreakMinutes = 10 });
            Wear(reminder, 590);
            _clock.Move(BreakReminder.Rest);
            reminder.Update(false);
            Assert.IsFalse(reminder.Due, "nothing is proposed to nobody");
            reminder.Update(true);
            Assert.IsFalse(reminder.Due);
            _clock.Move(600);
            reminder.Update(true);
            Assert.IsFalse(reminder.Due, "no frame for so long: nobody was there");
        }

        [Test]
        public void WhoLiftsTheHeadsetForAMomentHasNot()
        {
            var reminder = new BreakReminder(_clock, new ComfortSettings(_store) { BreakMinutes = 10 });
            Wear(reminder, 590);
            _clock.Move(BreakReminder.Rest / 2);
            reminder.Update(false);
            reminder.Update(true);
            Assert.IsTrue(reminder.Due);
        }

        [Test]
        public void NoBreakIsProposedToWhoWantsNone()
        {
            var reminder = new BreakReminder(_clock, new ComfortSettings(_store) { BreakMinutes = 0 });
            Wear(reminder, 7200);
            Assert.IsFalse(reminder.Due);
        }

        [Test]
        public void WhatIsPreferredIsRemembered()
        {
            var settings = new ComfortSettings(_store);
            Assert.AreEqual((HandSide.Right, 20), (settings.DominantHand, settings.BreakMinutes));
            int changes = 0;
            settings.Changed += () => changes++;
            settings.DominantHand = HandSide.Left;
            settings.BreakMinutes = 0;
            var later = new ComfortSettings(_store);
            Assert.AreEqual((HandSide.Left, 0, 2), (later.DominantHand, later.BreakMinutes, changes));
            _store.Set("tetrascope.break", "of another release");
            Assert.AreEqual(ComfortSettings.DefaultBreakMinutes, new ComfortSettings(_store).BreakMinutes);
        }

        [Test]
        public void AHeadHasLeftItsPlaceAfterAMomentElsewhere()
        {
            var place = new HeadPlace(_clock);
            place.Update(Vector3.One);
            Assert.IsFalse(place.Left, "nothing was put before it yet");
            var head = new Vector3(0.1f, 1.2f, 0);
            place.Take(head);
            var away = head + new Vector3(0.7f, 0, 0);
            place.Update(away);
            Assert.IsFalse(place.Left);
            _clock.Move(HeadPlace.Moment);
            place.Update(away);
            Assert.IsTrue(place.Left);
            place.Update(head + new Vector3(0, 0, 0.5f));
            Assert.IsFalse(place.Left, "it has come back");
            _clock.Move(HeadPlace.Moment / 2);
            place.Update(away);
            Assert.IsFalse(place.Left, "a moment counts from when it was last there");
            place.Take(away);
            _clock.Move(60);
            place.Update(away);
            Assert.IsFalse(place.Left);
        }

        [Test]
        public void TheHandThatWasUsedLastPoints()
        {
            var choice = new HandChoice(HandSide.Right);
            var rests = new HandUse(true, false, false);
            var presses = new HandUse(true, true, true);
            var holds = new HandUse(true, false, true);
            var gone = new HandUse(false, false, false);
            choice.Update(rests, rests);
            Assert.AreEqual(HandSide.Right, choice.Pointing);
            choice.Update(presses, rests);
            Assert.AreEqual(HandSide.Left, choice.Pointing);
            choice.Update(holds, presses);
            Assert.AreEqual(HandSide.Left, choice.Pointing, "it draws, and goes on");
            choice.Update(rests, presses);
            Assert.AreEqual(HandSide.Right, choice.Pointing);
            choice.Update(rests, gone);
            Assert.AreEqual(HandSide.Left, choice.Pointing, "the only one that is tracked");
            choice.Update(rests, rests);
            Assert.AreEqual(HandSide.Right, choice.Pointing, "it was used last, and is found again");
            choice.Update(presses, gone);
            choice.Update(rests, rests);
            Assert.AreEqual(HandSide.Left, choice.Pointing);
            choice.Update(gone, gone);
            Assert.AreEqual(HandSide.Left, choice.Pointing);
        }

        [Test]
        public void APaletteIsShownToWhoLooksAtTheWrist()
        {
            var wrist = new Vector3(-0.2f, 1, -0.3f);
            var head = new Vector3(0, 1.3f, 0);
            Vector3 towards = Vector3.Normalize(head - wrist);
            Vector3 aside = Vector3.Normalize(Vector3.Cross(towards, Vector3.UnitX));
            Vector3 between = Vector3.Normalize(towards + 1.4f * aside);
            Assert.IsTrue(WristGlance.At(wrist, towards, head, false));
            Assert.IsFalse(WristGlance.At(wrist, between, head, false));
            Assert.IsTrue(WristGlance.At(wrist, between, head, true), "it hides later than it shows");
            Assert.IsFalse(WristGlance.At(wrist, aside, head, true));
        }

        /// <summary>The headset is worn for so many seconds, a frame each.</summary>
        private void Wear(BreakReminder reminder, int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                _clock.Move(1);
                reminder.Update(true);
            }
        }
    }
}
