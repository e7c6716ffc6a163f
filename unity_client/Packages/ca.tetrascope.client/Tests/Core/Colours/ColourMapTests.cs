using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Colours
{
    internal sealed class ColourMapTests
    {
        private static readonly Json Values = SharedValues.Read("words");

        [Test]
        public void TablesAreTheBrowsers()
        {
            IReadOnlyList<Json> maps = Values["colourMaps"].Items;
            Assert.AreEqual(SceneColours.ColourMaps.Count, maps.Count);
            foreach (Json map in maps)
            {
                byte[] table = ColourMap.Of(map[0].Text).LookupTable();
                Assert.AreEqual(map[1].Text, string.Concat(table.Select(part => part.ToString("x2"))));
            }
        }

        [Test]
        public void TheGuidesColours()
        {
            Json colours = SharedValues.Guide("colours");
            byte[] table = SceneColours.ColourMaps[0].LookupTable();
            foreach (int stored in new[] { 0, 51, 100, 128, 255 })
            {
                var colour = new Rgb(table[stored * 4], table[stored * 4 + 1], table[stored * 4 + 2]);
                Assert.AreEqual(colours[stored.ToString()].Text, colour.ToString());
            }
        }

        [Test]
        public void AnUnknownNameGivesTheFirst()
        {
            Assert.AreSame(SceneColours.ColourMaps[0], ColourMap.Of("nothing"));
        }

        [Test]
        public void OneStopIsTooFew()
        {
            ArgumentException thrown =
                Assert.Throws<ArgumentException>(() => new ColourMap("one", "One", new[] { SceneColours.Kept }));
            Assert.That(thrown.Message, Does.Contain("2 stops or more, received 1"));
        }

        [Test]
        public void ImportanceIsColouredAsInTheBrowser()
        {
            foreach (Json each in Values["overlays"].Items)
            {
                Rgb colour = Importance.Overlay(each[0].Number, each[1].Number);
                var expected = new Rgb((byte)each[2].Whole, (byte)each[3].Whole, (byte)each[4].Whole);
                Assert.AreEqual(expected, colour);
            }
        }

        [Test]
        public void TheStrongestPixelOfTheRecordedImportanceHasTheStrongestColour()
        {
            Protocol.Pool pool = RecordedParts.Pool.First<Protocol.Pool>();
            byte[] rgba = new byte[pool.Importance.Data.Length * 4];
            Importance.Write(pool.Image, pool.Importance, rgba);
            int strongest = pool.Importance.Data.Span.IndexOf((byte)255);
            double grey = 0.299 * pool.Image.Data.Span[strongest * 3] +
                0.587 * pool.Image.Data.Span[strongest * 3 + 1] + 0.114 * pool.Image.Data.Span[strongest * 3 + 2];
            double share = (255 * pool.Importance.Scale + pool.Importance.Offset) / Importance.Largest(pool.Importance);
            Rgb expected = Importance.Overlay(grey, share);
            Assert.AreEqual(expected, new Rgb(rgba[strongest * 4], rgba[strongest * 4 + 1], rgba[strongest * 4 + 2]));
        }
    }
}
