using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Wording;

namespace Tetrascope.Study
{
    /// <summary>Whether a value answers a question, as the server will look at it.</summary>
    public static class AnswerCheck
    {
        /// <summary>The field of an answer that is none of those offered, with the participant's own words.</summary>
        public const string Other = "other";

        /// <summary>Whether nothing was answered.</summary>
        public static bool IsEmpty(object? value)
        {
            switch (value)
            {
                case null: return true;
                case string text: return string.IsNullOrWhiteSpace(text);
                case IReadOnlyList<object?> items: return items.Count == 0;
                default: return false;
            }
        }

        /// <summary>What is to be done about an answer, for a person; null where it is one.</summary>
        public static string? Problem(SessionQuestion question, object? value)
        {
            if (IsEmpty(value))
            {
                return question.Required ? StudyWording.Required(question.Kind) : null;
            }
            switch (question.Kind)
            {
                case QuestionKindNames.Number: return NumberProblem(question, value);
                case QuestionKindNames.Open:
                    int length = ((string)value!).Length;
                    return length > question.MaxLength ? StudyWording.TooLong(length, question.MaxLength.Value) : null;
                default:
                    return HasEmptyWords(value) ? StudyWording.WordsMissing(question.Other ?? "") : null;
            }
        }

        private static string? NumberProblem(SessionQuestion question, object? value)
        {
            double number = value is long whole ? whole : value is double real ? real : double.NaN;
            bool fits = number >= (question.Min ?? double.MinValue) && number <= (question.Max ?? double.MaxValue);
            bool wholeEnough = question.Step != 1 || number == Math.Floor(number);
            return fits && wholeEnough ? null : StudyWording.NumberExpected(question);
        }

        private static bool HasEmptyWords(object? value)
        {
            switch (value)
            {
                case IReadOnlyDictionary<string, object?> own:
                    return own.TryGetValue(Other, out object? words) && IsEmpty(words);
                case IReadOnlyList<object?> chosen:
                    foreach (object? each in chosen)
                    {
                        if (HasEmptyWords(each))
                        {
                            return true;
                        }
                    }
                    return false;
                default:
                    return false;
            }
        }
    }
}
