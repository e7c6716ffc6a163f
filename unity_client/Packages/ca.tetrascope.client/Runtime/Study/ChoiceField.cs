using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Study;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Answers to choose from, one or several, and one besides with words of the participant's own.</summary>
    internal sealed class ChoiceField : VisualElement
    {
        private readonly SessionQuestion _question;
        private readonly Action<object?, bool> _changed;
        private readonly bool _several;
        private readonly HashSet<string> _chosen = new HashSet<string>();
        private readonly List<(string Id, string Text, Button Button)> _choices =
            new List<(string, string, Button)>();
        private readonly TextField _words = new TextField();
        private bool _other;

        public ChoiceField(SessionQuestion question, object? answer, Action<object?, bool> changed)
        {
            _question = question;
            _changed = changed;
            _several = question.Kind == QuestionKindNames.MultipleChoice;
            Take(answer);
            foreach (SessionChoice choice in question.Choices)
            {
                AddChoice(choice.Id, choice.Text);
            }

            if (question.Other != null)
            {
                AddChoice(AnswerCheck.Other, question.Other);
                _words.name = $"answer-{question.Item}-words";
                _words.RegisterValueChangedCallback(_ => changed(Answer(), true));
                Add(_words);
            }

            Mark();
        }

        private void AddChoice(string id, string text)
        {
            bool other = _question.Other != null && _choices.Count == _question.Choices.Count;
            var button = new Button { name = $"answer-{_question.Item}-{id}" };
            button.AddToClassList("choice");
            button.clicked += () =>
            {
                Press(id, other);
                Mark();
                _changed(Answer(), false);
            };
            _choices.Add((id, text, button));
            Add(button);
        }

        private void Press(string id, bool other)
        {
            bool was = other ? _other : _chosen.Contains(id);
            if (!_several)
            {
                _chosen.Clear();
                _other = false;
            }

            bool now = !_several || !was;
            if (other)
            {
                _other = now;
            }
            else if (now)
            {
                _chosen.Add(id);
            }
            else
            {
                _chosen.Remove(id);
            }
        }

        /// <summary>What is chosen shows by a sign too, not by its colour alone.</summary>
        private void Mark()
        {
            for (int place = 0; place < _choices.Count; place++)
            {
                (string id, string text, Button button) = _choices[place];
                bool chosen = place == _question.Choices.Count ? _other : _chosen.Contains(id);
                string sign = _several ? (chosen ? "■" : "□") : chosen ? "●" : "○";
                button.text = $"{sign}  {text}";
                button.EnableInClassList("chosen", chosen);
            }

            _words.EnableInClassList("hidden", !_other);
        }

        private object? Answer()
        {
            var answers = new List<object?>();
            foreach (SessionChoice choice in _question.Choices)
            {
                if (_chosen.Contains(choice.Id))
                {
                    answers.Add(choice.Id);
                }
            }

            if (_other)
            {
                answers.Add(new Dictionary<string, object?> { [AnswerCheck.Other] = _words.value });
            }

            return _several ? answers : answers.Count > 0 ? answers[0] : null;
        }

        private void Take(object? answer)
        {
            switch (answer)
            {
                case string id:
                    _chosen.Add(id);
                    break;
                case IReadOnlyDictionary<string, object?> own:
                    _other = true;
                    _words.SetValueWithoutNotify(own[AnswerCheck.Other] as string ?? "");
                    break;
                case IReadOnlyList<object?> several:
                    foreach (object? each in several)
                    {
                        Take(each);
                    }

                    break;
            }
        }
    }
}
