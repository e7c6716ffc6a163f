using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Colours;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Replay;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Saved
{
    /// <summary>What a session's file says of both scenes, in the browser's words.</summary>
    internal sealed class AddressTests
    {
        private ServerConnection _server = null!;
        private Subject _subject = null!;

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public void Begin()
        {
            var clock = new MovedClock();
            var transport = new ReplayTransport(new[] { RecordedParts.Structure.Recording }, clock);
            _server = new ServerConnection(ServerAddress.Local, null, transport, clock);
            _subject = new Subject(_server.Catalog);
        }

        [Test]
        public void AnAddressIsReadAndWrittenAsTheBrowserDoes()
        {
            ViewAddress read = ViewAddress.Parse("#/pool?windows=56/28,84/42&filter=label%3A285%3Bkept&none&=1");
            Assert.AreEqual("pool", read.View);
            Assert.AreEqual(2, read.Texts.Count);
            Assert.AreEqual("label:285;kept", read.Texts["filter"]);
            Assert.AreEqual("#/pool?windows=56/28,84/42&filter=label:285%3Bkept", read.ToString());
            Assert.AreEqual("#/menu", ViewAddress.Parse("#/menu").ToString());
            Assert.AreEqual("", ViewAddress.Parse("").View);
            string masks = string.Concat(Enumerable.Repeat("é🐈&=?%", 9000));
            var texts = new Dictionary<string, string> { ["masks"] = masks };
            Assert.AreEqual(masks, ViewAddress.Parse(new ViewAddress("structure", texts).ToString()).Texts["masks"]);
        }

        [TestCase("")]
        [TestCase("&masks=r60,50,61,101~r1,2,3,4&fill=blur&mode=unclustered&map=grey&k=5&criterion=mean_activation")]
        [TestCase("&groups=own&difference=1&layers=c&field=0")]
        [TestCase("&layers=block1a,block2b&layer=stem_conv&cluster=1&order=entropy")]
        public void Scene1IsMadeAsItsAddressSaysAndSaysSo(string more)
        {
            string address = SavedFiles.Address("structure", more);
            SavedPage page = SavedFiles.Page(SavedFiles.Address("pool"), address);
            Take(page);
            var session = new StructureSession("structure", _server, _subject, new MemoryFiles());
            StructureAddress.Take(page, session);
            ViewAddress said = StructureAddress.Of(session, StructureAddress.FieldOnInput(page));
            Assert.AreEqual(Sorted(ViewAddress.Parse(address)), Sorted(said));
        }

        [TestCase("")]
        [TestCase("&windows=56/28,84/42&fill=noise&refine=1&label=285&per=7&all=1&hide=1&depth=0&spread=1.25")]
        [TestCase("&scale=log&regions=0")]
        [TestCase("&arrange=photo")]
        [TestCase("&fit=squash&merged=cat:281,282,285")]
        public void Scene2IsMadeAsItsAddressSaysAndSaysSo(string more)
        {
            string address = SavedFiles.Address("pool", more);
            SavedPage page = SavedFiles.Page(address);
            Take(page);
            var session = new PoolSession("pool", _server, _subject);
            PoolAddress.Take(page, session);
            Assert.AreEqual(Sorted(ViewAddress.Parse(address)), Sorted(PoolAddress.Of(session)));
        }

        [Test]
        public void WhatCannotBeReadIsLeftAsItIs()
        {
            const string wrong = "&masks=q1&fill=gold&map=none&k=99&criterion=x&groups=all&layers=,&cluster=y&mode=z";
            SavedPage page = SavedFiles.Page(
                "#/pool?windows=56&per=0&spread=-1&label=x",
                SavedFiles.Address("structure", wrong + "&at=7&fit=none&merged=cat"));
            Take(page);
            var session = new StructureSession("structure", _server, _subject, new MemoryFiles());
            StructureAddress.Take(page, session);
            Assert.AreEqual(Sorted(ViewAddress.Parse(SavedFiles.Address("structure"))),
                Sorted(StructureAddress.Of(session, true)));
            var pool = new PoolSession("pool", _server, _subject);
            PoolAddress.Take(page, pool);
            Assert.AreEqual(Sorted(ViewAddress.Parse(SavedFiles.Address("pool"))), Sorted(PoolAddress.Of(pool)));
        }

        [Test]
        public void AFitThatIsTheNetworksOwnIsNone()
        {
            Take(SavedFiles.Page(SavedFiles.Address("structure", "&fit=crop&at=0.25")));
            Assert.AreEqual(FitNames.Crop, _subject.Fitting.Fit);
            Assert.AreEqual(0.25, _subject.Fitting.RequestedCropAt);
            _server.Update();
            Assert.IsNotNull(_subject.Network);
            Assert.IsNull(_subject.Fitting.RequestedFit);
        }

        [TestCase("label:285;vertex:1;changed;support;outside:0.25;window:2")]
        [TestCase("kept")]
        [TestCase("")]
        public void FiltersAreReadAndWritten(string text)
        {
            var filters = new Filters();
            filters.Take(text);
            Assert.AreEqual(text, filters.Text);
        }

        [Test]
        public void FiltersThatAreNotUnderstoodChangeNothing()
        {
            var filters = new Filters { Label = 3 };
            filters.Take("kept;colour:red");
            Assert.AreEqual("label:3", filters.Text);
        }

        [Test]
        public void KeptImagesComeAndGoAsTheBrowserKeepsThem()
        {
            const string browser =
                "[{\"name\":\"Ear \\\"left\\\" \\u00e9\",\"fill\":\"black\",\"masks\":\"r60,50,61,101\"},{\"name\":\"Two\",\"fill\":\"blur\",\"masks\":\"r1,2,3,4~r5,6,7,8\",\"later\":1}]";
            string name = SavedPage.KeptPrefix + "structure.cat.224x224";
            var store = new MemoryFiles();
            KeptImages.Put(new Dictionary<string, string> { [name] = browser }, store);
            List<Modified> kept = new ModifiedStorage(store).Load("structure.cat.224x224");
            Assert.AreEqual(new[] { "Ear \"left\" é", "Two" }, kept.Select(each => each.Name));
            Assert.AreEqual(new[] { 1, 2 }, kept.Select(each => each.Masks.Count));
            IReadOnlyDictionary<string, string> out1 = KeptImages.Of(store, "cat");
            Assert.AreEqual(new[] { name }, out1.Keys);
            var again = new MemoryFiles();
            KeptImages.Put(out1, again);
            KeptImages.Put(out1, again); // not twice
            Assert.AreEqual(store.Read("structure.cat.224x224"), again.Read("structure.cat.224x224"));
        }

        [TestCase("")]
        [TestCase("no")]
        [TestCase("[{\"name\":\"a\"")]
        [TestCase("[[[[[[[[")]
        [TestCase("[{\"name\":{\"deep\":1}}]")]
        [TestCase("[{\"name\":\"\\u00zz\"}]")]
        public void KeptImagesThatCannotBeReadAreLeftOut(string text)
        {
            var store = new MemoryFiles();
            KeptImages.Put(new Dictionary<string, string> { [SavedPage.KeptPrefix + "a"] = text }, store);
            Assert.AreEqual(0, store.Names.Count);
        }

        private void Take(SavedPage page)
        {
            SubjectAddress.Take(page, new ChosenImage(SavedFiles.ImageId), _subject);
        }

        private static IEnumerable<string> Sorted(ViewAddress address)
        {
            return address.Texts
                .Select(each => $"{each.Key}={each.Value}")
                .OrderBy(each => each, StringComparer.Ordinal);
        }
    }
}
