using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;
using Tetrascope.Settings;
using Tetrascope.Structure;

namespace Tetrascope.Saved
{
    /// <summary>A session that was saved as a file is shown as it was, without a server, and saved again.</summary>
    internal sealed class SessionFileTests
    {
        private MovedClock _clock = new MovedClock();
        private ServerConnection _server = null!;
        private Subject _subject = null!;
        private SavedPage _page = null!;
        private MemoryFiles _kept = new MemoryFiles();

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public void Begin()
        {
            _clock = new MovedClock();
            _kept = new MemoryFiles();
        }

        [Test]
        public void ShowsScene1AsItWasAndSaysOfAnythingElseThatItWasNotAnswered()
        {
            Open(SavedFiles.Of(SavedFiles.Page(SavedFiles.Address("structure", "&field=0"))));
            using StructureSession session = Scene1();
            RunUntil(() => session.Answers.State == AnswerState.Complete);
            IReadOnlyList<Part> recorded = RecordedParts.Structure.Of<Part>("1");
            Assert.AreEqual(recorded[0].Encode(), session.Answers.Predictions!.Encode());
            Assert.AreEqual(
                recorded.Skip(1).Select(part => part.Encode()),
                session.Answers.Columns.Select(column => column!.Encode()));
            session.Masks.Add(new Rectangle(1, 2, 3, 4));
            RunUntil(() => session.Answers.State == AnswerState.Failed);
            Assert.AreEqual(SavedSession.NotSavedCode, session.Answers.Complaint!.Code);
            Assert.AreEqual("Close the session: a server is asked then.", session.Answers.Complaint.Hint);
            Assert.AreEqual(recorded.Count - 1, session.Answers.Columns.Count);
        }

        [Test]
        public void ShowsAPoolAsItWasWithTheImageThatWasChosen()
        {
            PoolRequest asked = RecordedParts.Pool.RequestOf<PoolRequest>("1");
            string windows = string.Join(",", asked.Windows!.Select(window => $"{window.Size}/{window.Stride}"));
            string more = $"&windows={windows}&fill={asked.Fill}&per={asked.PerLabel}&pick=7&filter=kept;outside:0.5";
            Open(SavedFiles.Of(SavedFiles.Page(SavedFiles.Address("pool", more)), "structure", "pool"));
            using PoolSession session = Scene2();
            RunUntil(() => _subject.Network != null);
            session.Run.Start();
            RunUntil(() => session.Boundary.Known != null);
            Assert.AreEqual(7, session.Selection.Selected);
            Assert.AreEqual("kept;outside:0.5", session.Display.Filters.Text);
            Assert.AreEqual(
                RecordedParts.Pool.Of<Part>("1").Last().Encode(), session.Run.Pool!.Whole!.Encode());
        }

        [Test]
        public void WhatWasAnsweredIsSavedAgainAndOpensAsBefore()
        {
            Open(SavedFiles.Of(SavedFiles.Page(SavedFiles.Address("structure"))));
            byte[] file;
            byte[] predictions;
            using (StructureSession session = Scene1())
            {
                RunUntil(() => session.Answers.State == AnswerState.Complete);
                session.Display.ClusterCount = 5; // which was not answered
                RunUntil(() => session.Answers.State == AnswerState.Failed);
                session.Display.ClusterCount = 3;
                RunUntil(() => session.Answers.State == AnswerState.Complete);
                session.Masks.Add(new Rectangle(10, 20, 30, 40));
                session.Shelf.Keep();
                predictions = session.Answers.Predictions!.Encode();
                file = Saved(StructureAddress.Of(session, true));
            }
            Open(file);
            Assert.AreEqual("Cat", _page.Title);
            Assert.IsNull(_page.Photo); // every server has the samples
            using StructureSession again = Scene1();
            Assert.AreEqual(1, again.Masks.All.Count);
            again.Masks.Clear();
            RunUntil(() => again.Answers.State == AnswerState.Complete);
            Assert.AreEqual(predictions, again.Answers.Predictions!.Encode());
        }

        [Test]
        public void APictureOfOnesOwnComesWithItAndIsKept()
        {
            byte[] file = { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3 };
            var info = new ImageInfo("mine", 300, 200, "16 bits");
            var image = new ChosenImage(info, "My cup", ImageOrigin.Upload, file, null);
            var addresses = new[] { ViewAddress.Parse("#/structure?image=mine&network=n") };
            SavedPage page = SessionFile.PageOf(image, addresses, new MemoryFiles(), DateTimeOffset.UtcNow);
            SavedSession session = SessionFile.Decode(SavedFiles.Of(page));
            var store = new MemoryFiles();
            using var server = new ServerConnection(
                ServerAddress.Local, null, session.Transport(_clock), _clock);
            ChosenImage found = session.ImageIn(new Uploads(server, store))!;
            Assert.AreEqual("My cup", found.Title);
            Assert.AreEqual("16 bits", found.Note);
            Assert.AreEqual((300, 200), (found.Width, found.Height));
            Assert.AreEqual(file, found.Picture.ToArray());
            Assert.AreEqual(new[] { "mine" }, store.Names);
        }

        [Test]
        public void AFileThatHoldsNoneIsTold()
        {
            void Refused(byte[] file, string message)
            {
                Complaint complaint = Assert.Throws<Complaint>(() => SessionFile.Decode(file).Transport(_clock));
                Assert.AreEqual(message, complaint.Message);
                Assert.AreEqual(SessionFile.NoSessionCode, complaint.Code);
                Assert.That(complaint.Hint!, Does.Contain("“Save this session” makes such files"));
            }

            const string unreadable = "Expected a saved session, got a file that cannot be read as one.";
            byte[] whole = SavedFiles.Of(SavedFiles.Page(SavedFiles.Address("structure")));
            Refused(Array.Empty<byte>(), "Expected a saved session, got another file.");
            Refused(SavedFiles.Recorded("structure"), "Expected a saved session, got another file.");
            Refused(new byte[] { 1, 2, 3 }, unreadable);
            Refused(whole.Take(whole.Length - 7).ToArray(), unreadable);
            Refused(SavedFiles.Event("page", new byte[] { 0xc1 }), unreadable);
            Refused(Of("tetrascope-session", 2), "Expected a saved session of version 1, got version 2.");
            Refused(Of("other", 1), "Expected a saved session, got another file.");
            Refused(Enumerable.Repeat((byte)0x80, SessionFile.MaxEvents + 1).ToArray(), unreadable);
            var hurt = new MessagePackWriter();
            hurt.WriteMapHeader(3);
            foreach (string text in new[] { "from", "server", "over", "stream", "frame" })
            {
                hurt.WriteText(text);
            }
            hurt.WriteBytes(new byte[] { 0xc1 });
            Refused(whole.Concat(hurt.Written.ToArray()).ToArray(), unreadable);
        }

        [Test]
        public void AFileThatIsTooLargeIsNotRead()
        {
            SessionFile.Admit(SessionFile.MaxBytes);
            Complaint complaint = Assert.Throws<Complaint>(() => SessionFile.Admit(SessionFile.MaxBytes + 1L));
            Assert.AreEqual("too_large", complaint.Code);
            Assert.AreEqual("Expected a saved session of at most 256 MiB, got 256 MiB.", complaint.Message);
        }

        [Test]
        public void ItsNameHasLettersAlone()
        {
            Assert.AreEqual("My cup - 2_é", SessionFile.NameFor("My: cup/ - 2_é?*"));
            Assert.AreEqual("Session", SessionFile.NameFor("…/\\"));
            Assert.AreEqual(60, SessionFile.NameFor(new string('a', 99)).Length);
        }

        private static byte[] Of(string kind, int version)
        {
            var body = new MessagePackWriter();
            body.WriteMapHeader(6);
            body.WriteText("kind");
            body.WriteText(kind);
            body.WriteText("version");
            body.WriteInteger(version);
            body.WriteText("saved");
            body.WriteText("");
            body.WriteText("title");
            body.WriteText("");
            body.WriteText("addresses");
            body.WriteArrayHeader(0);
            body.WriteText("kept");
            body.WriteMapHeader(0);
            return SavedFiles.Event("page", body.Written.ToArray());
        }

        private void Open(byte[] file)
        {
            SavedSession session = SessionFile.Decode(file);
            _server = new ServerConnection(ServerAddress.Local, null, session.Transport(_clock), _clock);
            _subject = new Subject(_server.Catalog);
            _server.Connect();
            SubjectAddress.Take(session.Page, session.ImageIn(new Uploads(_server, new MemoryFiles())), _subject);
            _page = session.Page;
        }

        private StructureSession Scene1()
        {
            var session = new StructureSession("structure", _server, _subject, _kept);
            StructureAddress.Take(_page, session);
            session.Start();
            return session;
        }

        private PoolSession Scene2()
        {
            var session = new PoolSession("pool", _server, _subject);
            PoolAddress.Take(_page, session);
            return session;
        }

        private byte[] Saved(ViewAddress address)
        {
            _ = _server.Catalog.Samples;
            _ = _server.Catalog.Networks;
            RunUntil(() => _server.Catalog.Samples.Value != null && _server.Catalog.Networks.Value != null);
            SavedPage page = SessionFile.PageOf(_subject.Image, new[] { address }, _kept, DateTimeOffset.UtcNow);
            Assert.AreEqual(1, page.Kept.Count);
            var into = new MemoryStream();
            SessionFile.Write(page, _server, _subject, into);
            return into.ToArray();
        }

        private void RunUntil(Func<bool> done)
        {
            for (int frame = 0; frame < 10000 && !done(); frame++)
            {
                _clock.Move(0.02);
                _server.Update();
            }
            Assert.That(done(), Is.True);
        }
    }
}
