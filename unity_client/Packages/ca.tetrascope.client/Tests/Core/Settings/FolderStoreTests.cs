using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Tetrascope.Settings
{
    public sealed class FolderStoreTests
    {
        private readonly List<string> _refused = new List<string>();
        private string _folder = "";

        [SetUp]
        public void Begin()
        {
            _refused.Clear();
            _folder = Path.Combine(Path.GetTempPath(), "tetrascope-" + Guid.NewGuid().ToString("N"));
        }

        [TearDown]
        public void End()
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, true);
            }
        }

        [Test]
        public void WhatIsWrittenIsThereTheNextTimeInItsOrder()
        {
            FolderStore store = Open();
            store.Write("b", new byte[] { 1 });
            store.Write("structure.a/ü:*.224x224", new byte[] { 2, 3 });
            store.Write("b", new byte[] { 4 });
            store = Open();
            Assert.AreEqual(new[] { "structure.a/ü:*.224x224", "b" }, store.Names.ToArray());
            Assert.AreEqual(new byte[] { 2, 3 }, store.Read("structure.a/ü:*.224x224"));
            Assert.AreEqual(new byte[] { 4 }, store.Read("b"));
            Assert.AreEqual(2, Directory.GetFiles(_folder).Length);
            store.Delete("b");
            Assert.IsNull(store.Read("b"));
            Assert.AreEqual(1, Open().Names.Count);
            Assert.AreEqual(0, _refused.Count);
        }

        [Test]
        public void TheOldestGivesWay()
        {
            FolderStore store = Open(3);
            foreach (string name in new[] { "a", "b", "c", "a", "d" })
            {
                store.Write(name, new byte[] { 1 });
            }
            Assert.AreEqual(new[] { "c", "a", "d" }, store.Names.ToArray());
            Assert.AreEqual(new[] { "c", "a", "d" }, Open(3).Names.ToArray());
        }

        [Test]
        public void AProgramThatIsEndedInTheMidstLeavesWhatWasThere()
        {
            FolderStore store = Open();
            store.Write("a", new byte[] { 1 });
            File.WriteAllBytes(Path.Combine(_folder, "00000002-a.part"), new byte[] { 9 });
            File.WriteAllBytes(Path.Combine(_folder, "notes.txt"), new byte[] { 9 });
            store = Open();
            Assert.AreEqual(new[] { "a" }, store.Names.ToArray());
            Assert.AreEqual(new byte[] { 1 }, store.Read("a"));
            // Ended after the new file had its name, and before the old one was gone.
            File.WriteAllBytes(Path.Combine(_folder, "00000002-a"), new byte[] { 2 });
            store = Open();
            Assert.AreEqual(new[] { "a" }, store.Names.ToArray());
            Assert.AreEqual(new byte[] { 2 }, store.Read("a"));
            Assert.IsTrue(File.Exists(Path.Combine(_folder, "notes.txt")));
        }

        [Test]
        public void ADiskThatRefusesIsToldOfAndNothingIsRaised()
        {
            File.WriteAllBytes(_folder, new byte[] { 1 });
            FolderStore store = Open();
            store.Write("a", new byte[] { 1 });
            Assert.IsNull(store.Read("a"));
            Assert.AreEqual(1, _refused.Count);
            File.Delete(_folder);
        }

        private FolderStore Open(int max = 8) => new FolderStore(_folder, max, _refused.Add);
    }
}
