using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Study.Log;

namespace Tetrascope.Study
{
    /// <summary>Stands in for a server that conducts a small study of one participant.</summary>
    internal sealed class ScriptedStudy
    {
        public const string ConsentStep = "consent";
        public const string AskedStep = "questionnaire.about.before";
        public const string TutorialStep = "tutorial.clustered";
        public const string TaskStep = "task.clustered.cat.explore";
        public const string ReferenceStep = "task.paper.cat.explore";
        public const string EndStep = "end";

        public ScriptedStudy(FakeTransport transport)
        {
            Server = new RecordingServer(transport);
            transport.Route(Routes.StudySession, _ => Instead ?? FakeTransport.Answer(Session()));
            transport.Route(Routes.SessionStatus, _ => Instead ?? FakeTransport.Answer(new SessionStatus(State, Step)));
            transport.Route(Routes.Health, _ => null);
        }

        public RecordingServer Server { get; }

        public string State { get; set; } = SessionStateNames.Running;

        public double SpentMs { get; set; }

        /// <summary>What was drawn at the step that is not finished.</summary>
        public IReadOnlyList<Mask> Masks { get; set; } = new Mask[0];

        /// <summary>What is answered in place of session and status.</summary>
        public HttpAnswer? Instead { get; set; }

        /// <summary>The first step that is not finished.</summary>
        public string Step => Steps("en").First(step => !IsDone(step)).Id;

        public IReadOnlyList<string> Kinds => Server.Records.Select(record => record.Told.Kind).ToList();

        public IReadOnlyList<SessionEvent> Of(string kind)
        {
            return Server.Records.Select(record => record.Told).Where(told => told.Kind == kind).ToList();
        }

        private StudySession Session()
        {
            string language = (string?)Of("language_chosen").LastOrDefault()?.Content["language"] ?? "en";
            return new StudySession(
                1,
                false,
                "Lab",
                language,
                new[] { "en", "de" },
                State,
                Step,
                SpentMs,
                Steps(language),
                new[]
                {
                    new SessionCondition("clustered", "Clustered", "lite0", new Shown(), null, new string[0]),
                    new SessionCondition("paper", "Paper", "lite0", null, "https://example.org", new string[0]),
                },
                new[] { new SessionImage("cat", "Cat", new string('0', 32)) },
                Given().Select(each => new SessionAnswer(each.Step, Item(each), each.Content["value"])).ToList(),
                Drafts().ToList(),
                Masks);
        }

        private static IReadOnlyList<SessionStep> Steps(string language)
        {
            SessionStep Of(string id, string kind, double? limit = null, params SessionQuestion[] questions)
            {
                string? condition = id.Contains("clustered") ? "clustered" : id.Contains("paper") ? "paper" : null;
                string? image = kind == "task" ? "cat" : null;
                return new SessionStep(id, kind, $"{kind} {language}", "", 2, limit, condition, image, questions);
            }

            return new[]
            {
                Of(ConsentStep, "consent"),
                Of(AskedStep, "questionnaire", null, Scale("easy"), Number("age"), Open("why", false)),
                Of(TutorialStep, "tutorial"),
                Of(TaskStep, "task", 10),
                Of(ReferenceStep, "task"),
                Of(EndStep, "end"),
            };
        }

        private static SessionQuestion Scale(string item) => Question(item, "scale", true, 1, 5, 1);

        private static SessionQuestion Number(string item) => Question(item, "number", true, 18, 99, 1);

        private static SessionQuestion Open(string item, bool required) => Question(item, "open", required);

        private static SessionQuestion Question(
            string item, string kind, bool required, double? min = null, double? max = null, int? step = null)
        {
            return new SessionQuestion(
                item, kind, item, required, null, null, min, max, step, null, null, new string[0],
                new SessionChoice[0], null, kind == "open" ? 20 : (int?)null);
        }

        private IEnumerable<SessionEvent> Given()
        {
            return Of("question_answered").GroupBy(told => (told.Step, Item(told))).Select(group => group.Last());
        }

        private IEnumerable<SessionAnswer> Drafts()
        {
            return Of("answer_changed").Where(told => told.Step == Step).GroupBy(Item)
                .Select(group => new SessionAnswer(Step, group.Key, group.Last().Content["value"]));
        }

        private static string Item(SessionEvent told) => (string)told.Content["item"]!;

        private bool IsDone(SessionStep step)
        {
            HashSet<string> answered = Given().Where(told => told.Step == step.Id).Select(Item).ToHashSet();
            bool finished = Of("step_finished").Any(told => told.Step == step.Id);
            return step.Id != EndStep && finished
                && step.Questions.All(question => !question.Required || answered.Contains(question.Item));
        }
    }
}
