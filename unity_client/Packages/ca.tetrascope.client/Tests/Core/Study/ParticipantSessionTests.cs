using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Study.Log;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Study
{
    public sealed class ParticipantSessionTests
    {
        private static readonly ParticipantAddress Ann =
            ParticipantAddress.Parse("http://lab/study#key=key-of-participant-one", ServerAddress.Local);

        private readonly List<string> _said = new List<string>();
        private MovedClock _clock = null!;
        private MemoryLogFolder _folder = null!;
        private FakeTransport _transport = null!;
        private ScriptedStudy _study = null!;
        private EventLog _log = null!;
        private ServerConnection _server = null!;
        private ParticipantSession _session = null!;

        [SetUp]
        public void Begin()
        {
            _said.Clear();
            _clock = new MovedClock();
            _folder = new MemoryLogFolder();
            _transport = new FakeTransport();
            _study = new ScriptedStudy(_transport);
            Start();
        }

        [Test]
        public void AWholeSessionIsRecordedEventByEvent()
        {
            Run();
            Assert.That(_session.Step!.Kind, Is.EqualTo("consent"));
            Assert.That(_session.Finish(), Is.True);
            Answer(4L, 30L, "because");
            Assert.That(_session.Finish(), Is.True);
            Assert.That(_session.Shown!.K, Is.EqualTo(3));
            Assert.That(_session.Image!.Id, Is.EqualTo("cat"), "of a tutorial the first");
            _session.Scene = SceneNames.Structure;
            Assert.That(_session.Tell("hover", new Content { ["target"] = "input" }), Is.True);
            _session.Finish();
            Assert.That(_session.Scene, Is.Null);
            _session.Finish();
            Assert.That(_session.IsReference, Is.True);
            _session.Reference.Open();
            _clock.Move(9);
            _session.Reference.Close();
            Run(1);
            _session.Finish();
            Run();
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Ended));
            Assert.That(_session.Post.IsEmpty, Is.True);
            Assert.That(_study.Step, Is.EqualTo("end"));
            string[] expected =
            {
                "session_opened", "step_started", "step_finished",
                "step_started", "question_shown", "question_shown", "question_shown",
                "answer_changed", "answer_changed", "answer_changed",
                "question_answered", "question_answered", "question_answered", "step_finished",
                "step_started", "hover", "step_finished",
                "step_started", "step_finished",
                "step_started", "reference_opened", "reference_closed", "step_finished",
                "step_started",
            };
            Assert.That(_study.Kinds, Is.EqualTo(expected));
            Assert.That(_study.Of("reference_closed").Single().Content["duration_ms"], Is.EqualTo(9000.0));
            Assert.That(_study.Of("hover").Single().Scene, Is.EqualTo("structure"));
            Assert.That(_study.Of("session_opened").Single().Content["client"], Is.EqualTo("unity"));
            Assert.That(_study.Server.Sequences, Is.EqualTo(Enumerable.Range(1, 24).Select(each => (long)each)));
            Assert.That(_said, Is.Empty);
        }

        [Test]
        public void WhatMustBeAnsweredIsAskedForInWords()
        {
            GoTo(ScriptedStudy.AskedStep);
            Assert.That(_session.Finish(), Is.False);
            Assert.That(_session.Answers.Problems.Keys.OrderBy(each => each), Is.EqualTo(new[] { "age", "easy" }));
            _session.Answers.Change("age", 17L);
            _session.Answers.Change("easy", 1L);
            _session.Answers.Change("why", new string('x', 21));
            Assert.That(_session.Finish(), Is.False);
            Assert.That(_session.Answers.Problems["age"], Is.EqualTo("Please give a whole number from 18 to 99."));
            Assert.That(
                _session.Answers.Problems["why"],
                Is.EqualTo("Please shorten it: 20 characters at most, now there are 21."));
            Assert.That(_study.Of("question_answered"), Is.Empty);
            _session.Answers.Change("age", 18L);
            _session.Answers.Change("why", null);
            Assert.That(_session.Finish(), Is.True);
            Run();
            Assert.That(
                _study.Of("question_answered").Select(told => told.Content["value"]),
                Is.EqualTo(new object?[] { 1L, 18L, null }));
        }

        [Test]
        public void KilledInAQuestionnaireItGoesOnWithTheAnswersThatWereThere()
        {
            GoTo(ScriptedStudy.AskedStep);
            _session.Answers.Change("easy", 2L);
            _session.Answers.Change("why", "a w");
            _session.Answers.Change("why", "a word");
            Run(1);
            _study.Server.Instead = new HttpAnswer(new IOException("away"));
            _session.Answers.Change("age", 44L);
            Run(2);
            int before = _study.Server.Records.Count;
            _study.Server.Instead = null;
            Start();
            Run();
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.AskedStep));
            Assert.That(_session.Answers.Of("easy"), Is.EqualTo(2L));
            Assert.That(_session.Answers.Of("why"), Is.EqualTo("a word"));
            Assert.That(_session.Answers.Of("age"), Is.EqualTo(44L));
            Assert.That(_study.Of("answer_changed").Select(told => told.Content["value"]),
                Is.EqualTo(new object[] { 2L, "a word", 44L }));
            Assert.That(_study.Server.Records.Skip(before).First().Told.Kind, Is.EqualTo("answer_changed"));
            Assert.That(_session.Finish(), Is.True);
            Start();
            Run();
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.TutorialStep));
        }

        [Test]
        public void KilledInATaskItGoesOnThereAndTheTimeThatWasSpentCounts()
        {
            GoTo(ScriptedStudy.TaskStep);
            Run(60);
            Assert.That(_session.Spent > 59, Is.True);
            _session.Tell("scene_entered");
            Start();
            _study.SpentMs = 61000;
            Run(2);
            Assert.That(_study.Of("scene_entered").Count, Is.EqualTo(1));
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.TaskStep));
            Assert.That(Math.Abs(_session.Left!.Value - (600 - 61)) < 2.5, Is.True);
            Assert.That(_study.Of("step_started").Count(told => told.Step == ScriptedStudy.TaskStep), Is.EqualTo(2));
            Assert.That(_study.Server.Records.Select(each => each.Client).Distinct().Count(), Is.EqualTo(2));
        }

        [Test]
        public void WhatWasDrawnAtAStepIsThereWhenItIsOpenedAgainAndNotAtTheNext()
        {
            GoTo(ScriptedStudy.TutorialStep);
            Assert.That(_session.Drawn, Is.Empty);
            _study.Masks = new[] { new Rectangle(1, 2, 30, 40) };
            Start();
            Run();
            Assert.That(_session.Drawn.Select(mask => mask.Left), Is.EqualTo(new[] { 2 }));
            _session.Finish();
            Assert.That(_session.Drawn, Is.Empty);
        }

        [Test]
        public void AtItsLimitATaskIsOverAndTheNextBeginsByItself()
        {
            GoTo(ScriptedStudy.TaskStep);
            Run(599);
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Running));
            Run(2);
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.TimeOver));
            Assert.That(_session.Tell("hover"), Is.False);
            Run(6);
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.ReferenceStep));
            Assert.That(_study.Of("step_finished").Last().Content["reason"], Is.EqualTo("time"));
            Assert.That(_session.Left, Is.Null);
        }

        [Test]
        public void ItWaitsPausesAndEndsAsTheExperimenterSays()
        {
            _study.State = SessionStateNames.Waiting;
            Run();
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Waiting));
            Assert.That(_session.Finish(), Is.False);
            _study.State = SessionStateNames.Running;
            Run(3);
            _session.Finish();
            Run(3);
            _study.State = SessionStateNames.Paused;
            Run(3);
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Paused));
            double spent = _session.Spent;
            Run(30);
            Assert.That(_session.Spent, Is.EqualTo(spent));
            _study.State = SessionStateNames.Running;
            Run(3);
            _study.State = SessionStateNames.Aborted;
            Run(3);
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Aborted));
            Assert.That(_study.Kinds, Is.EqualTo(new[]
            {
                "session_opened", "step_started", "step_finished", "step_started", "paused", "resumed",
            }));
        }

        [Test]
        public void ItGoesOnWhereAnotherClientHasLeftIt()
        {
            Run();
            _study.Server.Records.Add((Ann.Key, "another", new SessionEvent(
                9, "step_finished", ScriptedStudy.ConsentStep, 1, 1, null, new Content { ["reason"] = "done" })));
            Run(3);
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.AskedStep));
        }

        [Test]
        public void WhileTheServerIsAwayNothingIsLostAndTheParticipantGoesOn()
        {
            Run();
            _study.Server.Instead = _study.Instead = new HttpAnswer(new IOException("away"));
            _session.Finish();
            Answer(1L, 20L, "x");
            _session.Finish();
            Run(100);
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.TutorialStep));
            Assert.That(_study.Step, Is.EqualTo(ScriptedStudy.ConsentStep));
            _study.Server.Instead = _study.Instead = null;
            Run(40);
            Assert.That(_study.Step, Is.EqualTo(ScriptedStudy.TutorialStep));
            Assert.That(_session.Step!.Id, Is.EqualTo(ScriptedStudy.TutorialStep));
            Assert.That(_session.Post.IsEmpty, Is.True);
        }

        [Test]
        public void AnotherLanguageIsThereAtOnceAndTheAnswersStay()
        {
            GoTo(ScriptedStudy.AskedStep);
            _session.Answers.Change("easy", 5L);
            _session.Choose("de");
            Run(1);
            Assert.That(_session.Step!.Title, Is.EqualTo("questionnaire de"));
            Assert.That(_session.Answers.Of("easy"), Is.EqualTo(5L));
            Assert.That(_study.Of("step_started").Count, Is.EqualTo(2));
        }

        [TestCase("unauthorized", 401)]
        [TestCase("no_study", 404)]
        public void AKeyThatOpensNothingIsTold(string code, int status)
        {
            _study.Instead = FakeTransport.Error(code, status);
            Run();
            Assert.That(_session.Phase, Is.EqualTo(SessionPhase.Opening));
            Assert.That(_session.Complaint!.Code, Is.EqualTo(code));
        }

        [Test]
        public void ALostConnectionIsToldOnce()
        {
            Run();
            _server.Connect();
            _transport.Last.Hello();
            _server.Update();
            _transport.Last.Break();
            Run(0.5);
            _transport.Route(Routes.Health, _ => new HttpAnswer(new IOException("away")));
            Run(20);
            _transport.Last.Hello();
            Run(20);
            Assert.That(
                _study.Kinds.Where(kind => kind.StartsWith("connection")),
                Is.EqualTo(new[] { "connection_lost", "connection_restored" }));
        }

        [Test]
        public void WhatAFormerParticipantHasLeftIsSentWithTheirOwnKey()
        {
            var settings = new KnownParticipants(new MemorySettings()) { Present = Ann };
            Run();
            _study.Server.Instead = new HttpAnswer(new IOException("away"));
            _session.Finish();
            Run(1);
            settings.Present = ParticipantAddress.Parse("key-of-participant-two", Ann.Server);
            _session.Dispose();
            _study.Server.Instead = null;
            var leftovers = new Leftovers(_log, settings, _transport, _clock, _said.Add);
            for (int frame = 0; frame < 100; frame++)
            {
                _clock.Move(0.05);
                leftovers.Update();
            }
            Assert.That(_study.Step, Is.EqualTo(ScriptedStudy.AskedStep));
            Assert.That(_study.Server.Records.All(record => record.Key == Ann.Key), Is.True);
            Assert.That(settings.Others(), Is.Empty);
            Assert.That(_folder.Names, Is.Empty);
        }

        [Test]
        public void QuestionsAreOnPagesThatNeedNoScrolling()
        {
            GoTo(ScriptedStudy.AskedStep);
            IReadOnlyList<SessionQuestion> three = _session.Step!.Questions;
            Assert.That(QuestionPages.Of(three).Single().Count, Is.EqualTo(3));
            List<List<SessionQuestion>> pages = QuestionPages.Of(three.Concat(three).Concat(three).ToList());
            Assert.That(pages.Sum(page => page.Count), Is.EqualTo(9));
            Assert.That(pages.Count > 1 && pages.All(page => page.Count > 0), Is.True);
            Assert.That(QuestionPages.Of(new SessionQuestion[0]), Is.Empty);
        }

        /// <summary>The program is started, where the one before got no time for anything.</summary>
        private void Start()
        {
            _log = new EventLog(_folder, _clock, _said.Add);
            _server = new ServerConnection(Ann.Server, Ann.Key, _transport, _clock, new Random(1));
            _session = new ParticipantSession(
                Ann, _server, _log, new Content { ["client"] = "unity", ["version"] = "1" }, _said.Add);
        }

        private void Run(double seconds = 5)
        {
            for (double passed = 0; passed < seconds; passed += 0.1)
            {
                _clock.Move(0.1);
                _server.Update();
            }
        }

        private void Answer(long easy, long age, string why)
        {
            foreach (SessionQuestion question in _session.Answers.Questions)
            {
                _session.Answers.See(question.Item);
            }
            _session.Answers.Change("easy", easy);
            _session.Answers.Change("age", age);
            _session.Answers.Change("why", why);
        }

        private void GoTo(string step)
        {
            Run();
            while (_session.Step!.Id != step)
            {
                if (_session.Step.Id == ScriptedStudy.AskedStep)
                {
                    Answer(3, 30, "");
                }
                Assert.That(_session.Finish(), Is.True);
            }
        }
    }
}
