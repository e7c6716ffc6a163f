using System.Linq;
using Tetrascope.Client;
using Tetrascope.Study;
using UnityEngine;
using UnityEngine.Engine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>How a participant's session stands.</summary>
    internal static class StudyReport
    {
        public static object? Of(Participation participation)
        {
            ParticipantSession? session = participation.Session;
            if (session == null)
            {
                return null;
            }

            return new
            {
                phase = session.Phase.ToString(),
                step = session.Step?.Id,
                kind = session.Step?.Kind,
                scene = session.Scene,
                in_scene = participation.InScene,
                place = session.Place,
                left = session.Left,
                spent = session.Spent,
                trouble = session.Trouble,
                complaint = session.Complaint?.Code,
                unsent = participation.Log.WaitingOf(session.Participant.Owner),
                refused = session.Post.Refused,
                opened = Application.Opened.ToArray(),
                questions = session.Answers.Questions.Where(IsShown).Select(question => new
                {
                    item = question.Item,
                    kind = question.Kind,
                    min = question.Min,
                    max = question.Max,
                    choices = question.Choices.Select(choice => choice.Id).ToArray(),
                    other = question.Other != null,
                    answer = session.Answers.Of(question.Item),
                }).ToArray(),
            };
        }

        private static bool IsShown(Protocol.SessionQuestion question) =>
            UIDocument.Enabled.Any(
                document => document.rootVisualElement.Q<VisualElement>("question-" + question.Item) is object);
    }
}
