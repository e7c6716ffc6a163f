using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Study.Log
{
    public sealed class EventLogTests
    {
        private static readonly ParticipantAddress Ann =
            new ParticipantAddress(ServerAddress.Local, "key-of-participant-one");

        private static readonly ParticipantAddress Ben =
            new ParticipantAddress(ServerAddress.Local, "key-of-participant-two");

        private readonly List<string> _said = new List<string>();
        private MovedClock _clock = new MovedClock();
        private MemoryLogFolder _folder = new MemoryLogFolder();
        private FakeTransport _transport = new FakeTransport();
        private RecordingServer _server = null!;
        private EventLog _log = null!;
        private HttpRoutes _http = null!;
        private EventPost _post = null!;

        [SetUp]
        public void Begin()
        {
            _said.Clear();
            _clock = new MovedClock();
            _folder = new MemoryLogFolder();
            _transport = new FakeTransport();
            _server = new RecordingServer(_transport);
            Start(Ann);
        }

        [Test]
        public void AnEventIsInTheFileWhenItIsToldWithItsTimes()
        {
            _clock.Move(0.5);
            Tell(1);
            _clock.WallMs = 5; // the wall clock is set back
            Tell(1);
            string line = Encoding.ASCII.GetString(_folder.Only).Split('\n')[0];
            SessionEvent first = SessionEvent.Decode(Convert.FromBase64String(line.Split(' ')[2]));
            Assert.That(first.Sequence, Is.EqualTo(1));
            Assert.That(first.Kind, Is.EqualTo("hover"));
            Assert.That(first.MonotonicMs, Is.EqualTo(100500));
            Assert.That(first.WallMs, Is.EqualTo(1e12));
            Assert.That(first.Content["number"], Is.EqualTo(1L));
            Send();
            Assert.That(_server.Records.Select(each => each.Told.WallMs), Is.EqualTo(new[] { 1e12, 5 }));
            Assert.That(_server.Sequences, Is.EqualTo(new long[] { 1, 2 }));
        }

        [Test]
        public void NeitherKeyNorAddressIsWritten()
        {
            Tell(3);
            string text = string.Join(" ", _folder.Names) + Encoding.ASCII.GetString(_folder.Only);
            Assert.That(text.Contains(Ann.Key), Is.False);
            Assert.That(text.Contains("127.0.0.1"), Is.False);
            Assert.That(text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Ann.Key)).TrimEnd('=')), Is.False);
        }

        [Test]
        public void EventsAreGatheredAndSentInBatchesAndThenNoMoreKept()
        {
            Tell(1203);
            _post.Update();
            Assert.That(_server.Batches, Is.Empty);
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(Numbers(1203)));
            Assert.That(_server.Batches.Max(), Is.EqualTo(500));
            Assert.That(_folder.Size, Is.EqualTo(0));
            Tell(1);
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(Numbers(1204)));
            Assert.That(_said, Is.Empty);
        }

        [Test]
        public void ABatchOfLongEventsStaysBelowWhatAServerTakes()
        {
            var words = new Dictionary<string, object?> { ["words"] = new string('x', 120000) };
            for (int place = 0; place < 9; place++)
            {
                _log.Tell("hover", "task", null, words);
            }
            Send();
            Assert.That(_server.Batches, Is.EqualTo(new[] { 2, 2, 2, 2, 1 }));
        }

        [Test]
        public void WhatAKilledProgramHasLeftIsSentByTheNextUnderTheOldId()
        {
            Tell(5);
            string first = _log.Own!.ClientId;
            Start(Ann);
            Assert.That(_log.WaitingOf(Ann.Owner), Is.EqualTo(5));
            Tell(2);
            Assert.That(_log.Own!.ClientId, Is.Not.EqualTo(first));
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 1, 2 }));
            Assert.That(_server.Records.Take(5).All(each => each.Client == first), Is.True);
            Assert.That(_folder.Names.Count, Is.EqualTo(1), "the old file is gone");
            Assert.That(_said, Is.Empty);
        }

        [Test]
        public void ALineThatWasNotWrittenToItsEndIsCutOffAndToldAndEverythingBeforeItIsKept()
        {
            Tell(5);
            byte[] whole = _folder.Only;
            int last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
            for (int length = last; length < whole.Length; length++)
            {
                _folder.Only = whole.Take(length).ToArray();
                _said.Clear();
                var log = new EventLog(_folder, _clock, _said.Add);
                Assert.That(log.WaitingOf(Ann.Owner), Is.EqualTo(4));
                Assert.That(_said.Count, Is.EqualTo(length == last ? 0 : 1), $"at {length}");
            }
            // Some of it was acknowledged after that, and the file is written on from where it was whole.
            _folder.Only = whole.Take(whole.Length - 3).ToArray();
            _server.Refuses.Add(2);
            Start(Ann);
            _log.Remove(_log.Files[0], new EventReceipt(new long[] { 1, 3 }, new RefusedEvent[0]));
            Start(Ann);
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(new long[] { 4, 1 }));
            Assert.That(_server.Records[1].Told.Kind, Is.EqualTo("event_refused"));
            Assert.That(_server.Records[1].Told.Content["refused"], Is.EqualTo("hover"));
            Assert.That(_post.Refused, Is.EqualTo(1));
        }

        [Test]
        public void ADamagedLineCostsThatLineAlone()
        {
            Tell(3);
            byte[] bytes = _folder.Only;
            bytes[Array.IndexOf(bytes, (byte)'\n') + 30] ^= 1;
            _folder.Only = bytes;
            Start(Ann);
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(new long[] { 1, 3 }));
            Assert.That(_said.Single().EndsWith("1 damaged lines are left out."), Is.True);
        }

        [Test]
        public void AnAnswerThatIsLostOnItsWayRecordsNothingTwice()
        {
            Tell(4);
            (_server.Instead, _server.RecordsFirst) = (new HttpAnswer(new IOException("cut")), true);
            Send();
            Assert.That(_post.IsEmpty, Is.False);
            Assert.That(_post.Complaint!.IsUnreachable, Is.True);
            Start(Ann);
            _server.Instead = null;
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(Numbers(4)));
            Assert.That(_server.Batches.Count > 1, Is.True);
        }

        [Test]
        public void AServerThatIsAwayIsAskedAfterGrowingDelays()
        {
            _server.Instead = FakeTransport.Error("busy", 503);
            Tell(1);
            Send(63.4);
            Assert.That(_transport.Asked.Count, Is.EqualTo(7), "at 0, 1, 3, 7, 15, 31 and 61 s");
            _server.Instead = null;
            _post.Hurry();
            Send(0.1);
            Assert.That(_post.IsEmpty, Is.True);
            Assert.That(_post.Complaint, Is.Null);
        }

        [Test]
        public void OneEventThatSpoilsItsBatchIsFoundAndTheOthersAreNotHeldUp()
        {
            _server.Chokes = 321;
            Tell(600);
            Send();
            Assert.That(_server.Sequences.OrderBy(each => each), Is.EqualTo(Numbers(601).Where(each => each != 321)));
            Assert.That(_post.Refused, Is.EqualTo(1));
            Assert.That(_said.Single().StartsWith("The server refuses event 321 of this session:"), Is.True);
        }

        [Test]
        public void ADiskThatIsFullIsToldAndNothingIsLost()
        {
            Tell(2);
            _folder.Room = _folder.Size + 10;
            Tell(3);
            Assert.That(_log.Trouble!.Contains("No space left on device"), Is.True);
            Assert.That(_said.Count, Is.EqualTo(1), "once, not for each event");
            Assert.That(new EventLog(_folder, _clock, _ => { }).WaitingOf(Ann.Owner), Is.EqualTo(2));
            _folder.Room = long.MaxValue;
            _clock.Move(3);
            _log.Update();
            Assert.That(_log.Trouble, Is.Null);
            Assert.That(new EventLog(_folder, _clock, _ => { }).WaitingOf(Ann.Owner), Is.EqualTo(5));
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(Numbers(5)));
        }

        [Test]
        public void WhileTheDiskIsFullTheServerGetsWhatIsInMemory()
        {
            _folder.Room = 0;
            Tell(3);
            Send();
            Assert.That(_server.Sequences, Is.EqualTo(Numbers(3)));
            Assert.That(_log.Trouble, Is.Null, "there is nothing left that could be lost");
        }

        [Test]
        public void TheLogIsBoundedAndSaysSo()
        {
            var words = new Dictionary<string, object?> { ["words"] = new string('x', 1 << 20) };
            while (_log.Trouble == null)
            {
                _log.Tell("hover", "task", null, words);
            }
            Assert.That(_folder.Size <= EventLog.MaxBytes, Is.True);
            Assert.That(_folder.Size > EventLog.MaxBytes - (2 << 20), Is.True);
            Assert.That(_log.Trouble.Contains("64 MiB"), Is.True);
        }

        [Test]
        public void EventsOfAnotherParticipantWaitForTheirOwnKey()
        {
            Tell(2);
            Start(Ben);
            Tell(3);
            Send();
            Assert.That(_server.Records.All(each => each.Key == Ben.Key), Is.True);
            Assert.That(_server.Records.Count, Is.EqualTo(3));
            Assert.That(_log.Owners(), Is.EqualTo(new[] { Ann.Owner }));
            Start(Ann);
            Send();
            Assert.That(_server.Records.Count(each => each.Key == Ann.Key), Is.EqualTo(2));
        }

        [Test]
        public void OnADiskItIsTheSame()
        {
            string path = Path.Combine(Path.GetTempPath(), "tetrascope-" + Guid.NewGuid().ToString("N"));
            try
            {
                var folder = new LogFolder(path);
                _log = new EventLog(folder, _clock, _said.Add);
                _log.Begin(Ann.Owner);
                Tell(2);
                using (FileStream file = File.OpenWrite(Path.Combine(path, folder.Names.Single())))
                {
                    file.Position = file.Length;
                    file.Write(Encoding.ASCII.GetBytes("event 0123"));
                }
                File.WriteAllText(Path.Combine(path, "notes.txt"), "not ours");
                _log = new EventLog(folder, _clock, _said.Add);
                Connect(Ann);
                Assert.That(_said.Single().Contains("10 bytes are cut off"), Is.True);
                Send();
                Assert.That(_server.Sequences, Is.EqualTo(Numbers(2)));
                Assert.That(folder.Names.Single(), Is.EqualTo("notes.txt"));
                File.WriteAllText(path + ".file", "");
                _log = new EventLog(new LogFolder(path + ".file"), _clock, _said.Add);
                _log.Begin(Ann.Owner);
                Tell(1);
                Assert.That(_log.Trouble, Is.Not.Null);
            }
            finally
            {
                File.Delete(path + ".file");
                Directory.Delete(path, true);
            }
        }

        /// <summary>The program is started, where the one before got no time for anything.</summary>
        private void Start(ParticipantAddress participant)
        {
            _log = new EventLog(_folder, _clock, _said.Add);
            _log.Begin(participant.Owner);
            Connect(participant);
        }

        private void Connect(ParticipantAddress participant)
        {
            _http = new HttpRoutes(_transport, ServerAddress.Local, () => participant.Key, _clock, new Random(1));
            _post = new EventPost(_log, participant.Owner, _http, _clock, _said.Add);
        }

        private void Tell(int count)
        {
            for (int number = 1; number <= count; number++)
            {
                _log.Tell("hover", "task", SceneNames.Pool, new Dictionary<string, object?> { ["number"] = number });
            }
        }

        private void Send(double seconds = 20)
        {
            for (double passed = 0; passed < seconds; passed += 0.05)
            {
                _clock.Move(0.05);
                _http.Update();
                _post.Update();
                _log.Update();
            }
        }

        private static long[] Numbers(int count) => Enumerable.Range(1, count).Select(each => (long)each).ToArray();
    }
}
