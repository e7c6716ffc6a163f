using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Tetrascope.Telling
{
    public sealed class TellerTests
    {
        private readonly List<(string Kind, Content Content)> _told = new List<(string, Content)>();
        private MovedClock _clock = null!;
        private Teller _teller = null!;

        [SetUp]
        public void Begin()
        {
            _told.Clear();
            _clock = new MovedClock();
            _teller = new Teller(_clock);
            _teller.Told += (kind, content) => _told.Add((kind, content));
        }

        [Test]
        public void EachStepOfTheMasksIsToldOnceAndAsWhatItWas()
        {
            var masks = new MaskEdits(_teller);
            masks.Add(new Rectangle(1, 2, 3, 4));
            masks.Add(new Bitmap(0, 0, 2, 4, new byte[] { 0b10100000 }));
            masks.Commit(new[] { masks.All[0].With(new Rectangle(9, 2, 3, 4)), masks.All[1] });
            masks.Remove(masks.All[0].Id);
            masks.Undo();
            masks.Redo();
            masks.Clear();
            masks.Clear();
            masks.Open(new[] { new PlacedMask(new Rectangle(5, 5, 5, 5)) });
            masks.Draft = new[] { new PlacedMask(new Rectangle(6, 6, 6, 6)) };
            masks.Draft = null;
            masks.Adopt("cat", new Size(224, 224));
            masks.Adopt("dog", new Size(224, 224));
            Assert.That(_told.Select(each => each.Kind), Is.EqualTo(new[]
            {
                "mask_drawn", "mask_drawn", "mask_moved", "mask_removed",
                "masks_replaced", "masks_replaced", "masks_replaced", "masks_replaced",
            }));
            Assert.That(
                _told.Skip(4).Select(each => each.Content["reason"]),
                Is.EqualTo(new[] { "undo", "redo", "clear", "open" }));
            Assert.That(((Content)_told[1].Content["mask"]!)["data"], Is.EqualTo("oA=="));
            Assert.That(((Content)_told[2].Content["mask"]!)["top"], Is.EqualTo(9));
            Assert.That(_told[3].Content["index"], Is.EqualTo(0));
            Assert.That(((IReadOnlyList<object?>)_told[4].Content["masks"]!).Count, Is.EqualTo(2));
        }

        [Test]
        public void MasksThatAreTooMuchForAnEventAreToldAsOneThatHidesTheSame()
        {
            var many = new List<PlacedMask>();
            for (int row = 0; row < 20; row++)
            {
                many.Add(new PlacedMask(new Bitmap(row, 0, 224, 224, Enumerable.Repeat((byte)255, 6272).ToArray())));
            }
            var told = (Content)ToldMasks.Of(many).Single()!;
            Assert.That(told["height"], Is.EqualTo(243));
            Assert.That(ToldMasks.Of(many.Take(10).ToList()).Count, Is.EqualTo(10));
            Assert.That(ToldMasks.Of(many.Take(10).ToList(), 2).Count, Is.EqualTo(1));
        }

        [Test]
        public void WhatAPointerRestsOnIsToldWhenItIsLeft()
        {
            var dwell = new Dwell(_teller);
            dwell.Over(new Hovered("cluster", "conv1", cluster: 2, row: 1, column: 2));
            _clock.Move(0.2);
            dwell.Over(new Hovered("cluster", "conv1", cluster: 2, row: 3, column: 4));
            _clock.Move(0.25);
            dwell.Over(new Hovered("class", index: 7));
            _clock.Move(0.2);
            dwell.Over(default);
            (string kind, Content content) = _told.Single();
            Assert.That(kind, Is.EqualTo("hover"));
            Assert.That(content["duration_ms"], Is.EqualTo(450.0));
            Assert.That(content["row"], Is.EqualTo(3.0));
            Assert.That(content.ContainsKey("channel"), Is.False);
        }

        [Test]
        public void SettingsReadAlikeInEveryCountry()
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = new CultureInfo("");
            _teller.Set("spread", 0.5);
            _teller.Set("refine", true);
            _teller.Filter("kept", null);
            CultureInfo.CurrentCulture = before;
            Assert.That(_told.Select(each => each.Content["value"]), Is.EqualTo(new[] { "0.5", "true", "any" }));
        }

        [Test]
        public void ARequestIsToldWithItsLatencyAndItsAnswer()
        {
            Action<ClassScore?> answered = _teller.Ask("layers");
            _clock.Move(0.1234);
            answered(Golden.Predictions.Classes[0]);
            Assert.That(_told.Select(each => each.Kind),
                Is.EqualTo(new[] { "recalculation_requested", "recalculation_answered" }));
            Assert.That(_told[1].Content["latency_ms"], Is.EqualTo(123.4));
            Assert.That(_told[1].Content["label"], Is.EqualTo(Golden.Predictions.Classes[0].Label.Name));
        }
    }
}
