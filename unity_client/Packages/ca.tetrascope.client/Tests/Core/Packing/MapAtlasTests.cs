using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;

namespace Tetrascope.Packing
{
    internal sealed class MapAtlasTests
    {
        [Test]
        public void NoTwoTilesOverlapAndEachHoldsItsBytes()
        {
            var random = new Random(5);
            var atlas = new MapAtlas();
            var held = new List<KeyValuePair<Tile, byte[]>>();
            for (int k = 0; k < 300; k++)
            {
                int side = new[] { 112, 56, 28, 14, 7 }[random.Next(5)];
                byte[] bytes = new byte[side * side];
                random.NextBytes(bytes);
                held.Add(new KeyValuePair<Tile, byte[]>(atlas.Add(new Size(side, side), bytes), bytes));
            }
            foreach (KeyValuePair<Tile, byte[]> each in held)
            {
                Assert.IsTrue(BytesOf(atlas, each.Key).SequenceEqual(each.Value));
            }
            Assert.That(atlas.Pages, Is.AtMost(2));
        }

        [Test]
        public void APlaceThatIsGivenBackIsTakenAgain()
        {
            var atlas = new MapAtlas();
            Tile first = atlas.Add(new Size(7, 7), new byte[49]);
            int version = atlas.VersionOf(0);
            atlas.Remove(first);
            Assert.AreSame(first, atlas.Add(new Size(7, 7), new byte[49]));
            Assert.AreEqual(version + 1, atlas.VersionOf(0));
        }

        [Test]
        public void WhatIsTooLargeIsStoredWithEverySecondPixelLeftOut()
        {
            var size = new Size(3, 1500);
            byte[] bytes = Enumerable.Range(0, size.Area).Select(pixel => (byte)(pixel % 251)).ToArray();
            var atlas = new MapAtlas();
            Tile tile = atlas.Add(size, bytes);
            Assert.AreEqual(new Size(2, 750), tile.Size);
            Assert.AreEqual(bytes[2 * 1500 + 2 * 9], BytesOf(atlas, tile)[750 + 9]);
        }

        [Test]
        public void ATileIsAShareOfItsPage()
        {
            var atlas = new MapAtlas();
            atlas.Add(new Size(64, 64), new byte[64 * 64]);
            Shares shares = MapAtlas.SharesOf(atlas.Add(new Size(64, 64), new byte[64 * 64]));
            Assert.AreEqual((0.0625f, 0f, 0.125f, 0.0625f), (shares.Left, shares.Top, shares.Right, shares.Bottom));
        }

        [Test]
        public void APackerFillsItsPageAndThenHasNoPlace()
        {
            var packer = new ShelfPacker(new Size(64, 64));
            for (int k = 0; k < 16; k++)
            {
                Assert.IsNotNull(packer.Place(new Size(16, 16)));
            }
            Assert.IsNull(packer.Place(new Size(1, 1)));
            Assert.IsNull(packer.Place(new Size(1, 65)));
            packer.Clear();
            Assert.AreEqual(new Pixel(0, 0), packer.Place(new Size(64, 64)));
        }

        private static byte[] BytesOf(MapAtlas atlas, Tile tile)
        {
            byte[] page = atlas.Page(tile.Page);
            return Enumerable.Range(0, tile.Size.Area)
                .Select(pixel => (tile.Corner.Row + pixel / tile.Size.Width) * MapAtlas.PageSide +
                    tile.Corner.Column + pixel % tile.Size.Width)
                .Select(place => page[place])
                .ToArray();
        }
    }
}
