using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Study;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A question with what it is answered by: buttons, or a field to type into.</summary>
    internal sealed class QuestionView : VisualElement
    {
        private readonly SessionQuestion _question;
        private readonly StepAnswers _answers;
        private readonly Label _problem = new Label("");

        /// <summary>Parts are called after the question: <c>answer-ITEM-VALUE</c>, <c>answer-ITEM</c>.</summary>
        public QuestionView(SessionQuestion question, StepAnswers answers)
        {
            _question = question;
            _answers = answers;
            name = "question-" + question.Item;
            AddToClassList("question");
            var words = new Label(StudyWording.Question(question)) { name = $"question-{question.Item}-words" };
            words.AddToClassList("question-words");
            Add(words);
            _problem.name = $"question-{question.Item}-problem";
            _problem.AddToClassList("question-problem");
            Add(_problem);
            Add(FieldOf(question));
            ShowProblem();
        }

        /// <summary>Says what is to be done about the answer.</summary>
        public void ShowProblem()
        {
            bool wrong = _answers.Problems.TryGetValue(_question.Item, out string? problem);
            _problem.text = problem ?? "";
            _problem.EnableInClassList("hidden", !wrong);
        }

        private VisualElement FieldOf(SessionQuestion question)
        {
            switch (question.Kind)
            {
                case QuestionKindNames.Scale: return Scale();
                case QuestionKindNames.Number: return Typed("amount", 24);
                case QuestionKindNames.Open: return Typed("words", question.MaxLength ?? 0);
                default: return new ChoiceField(question, _answers.Of(question.Item), Change);
            }
        }

        /// <summary>The points of a scale in a row, with what its ends mean or what each of them does.</summary>
        private VisualElement Scale()
        {
            var row = new VisualElement();
            row.AddToClassList("points");
            row.EnableInClassList("points-named", _question.Labels.Count > 0);
            AddEnd(row, _question.Low);
            var points = new List<(Button Button, long Value)>();
            long step = Math.Max(1, _question.Step ?? 1);
            for (long value = (long)(_question.Min ?? 1); value <= (_question.Max ?? 5); value += step)
            {
                long own = value;
                string text = points.Count < _question.Labels.Count ? _question.Labels[points.Count] : $"{value}";
                var button = new Button { name = $"answer-{_question.Item}-{value}", text = text };
                button.AddToClassList("point");
                button.clicked += () =>
                {
                    Change(own, false);
                    Mark(points, own);
                };
                points.Add((button, value));
                row.Add(button);
            }

            AddEnd(row, _question.High);
            Mark(points, _answers.Of(_question.Item));
            return row;
        }

        private static void Mark(List<(Button Button, long Value)> points, object? answer)
        {
            foreach ((Button button, long value) in points)
            {
                button.EnableInClassList("chosen", answer is long chosen && chosen == value);
            }
        }

        private static void AddEnd(VisualElement row, string? text)
        {
            if (text != null)
            {
                var end = new Label(text);
                end.AddToClassList("points-end");
                row.Add(end);
            }
        }

        private VisualElement Typed(string look, int most)
        {
            var field = new TextField { name = "answer-" + _question.Item, multiline = look == "words" };
            if (most > 0)
            {
                field.maxLength = most;
            }

            field.AddToClassList(look);
            field.SetValueWithoutNotify(StudyWording.Typed(_answers.Of(_question.Item)));
            field.RegisterValueChangedCallback(typed => Change(ValueOf(typed.newValue), true));
            return field;
        }

        private object? ValueOf(string text)
        {
            return _question.Kind == QuestionKindNames.Number ? StudyWording.Number(text)
                : text.Length == 0 ? null : (object)text;
        }

        private void Change(object? value, bool typed)
        {
            _answers.Change(_question.Item, value, typed);
            ShowProblem();
        }
    }
}
