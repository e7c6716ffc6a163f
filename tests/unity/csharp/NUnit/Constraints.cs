using System;
using System.Collections;
using System.Globalization;

namespace NUnit.Framework.Constraints
{
    /// What a value should be like; `ToString` says it in words.
    public interface IConstraint
    {
        bool Accepts(object? actual);
    }

    internal sealed class Predicate : IConstraint
    {
        private readonly string _words;
        private readonly Func<object?, bool> _accepts;

        internal Predicate(string words, Func<object?, bool> accepts)
        {
            _words = words;
            _accepts = accepts;
        }

        public bool Accepts(object? actual)
        {
            return _accepts(actual);
        }

        public override string ToString()
        {
            return _words;
        }
    }

    /// What follows `Is` and `Is.Not`.
    public sealed class ConstraintExpression
    {
        private readonly bool _negated;

        internal ConstraintExpression(bool negated)
        {
            _negated = negated;
        }

        public IConstraint Null => Of("null", value => value == null);
        public IConstraint True => Of("true", value => Equals(value, true));
        public IConstraint False => Of("false", value => Equals(value, false));
        public IConstraint Empty => Of("empty", IsEmpty);

        public EqualConstraint EqualTo(object? expected)
        {
            return new EqualConstraint(expected, _negated);
        }

        public IConstraint SameAs(object? expected)
        {
            return Of($"the same as {Shown.Of(expected)}", value => ReferenceEquals(value, expected));
        }

        public IConstraint InstanceOf<T>()
        {
            return Of(typeof(T).Name, value => value is T);
        }

        public IConstraint GreaterThan(IComparable limit)
        {
            return Of($"more than {Shown.Of(limit)}", value => Compared(value, limit) > 0);
        }

        public IConstraint GreaterThanOrEqualTo(IComparable limit)
        {
            return Of($"at least {Shown.Of(limit)}", value => Compared(value, limit) >= 0);
        }

        public IConstraint LessThan(IComparable limit)
        {
            return Of($"less than {Shown.Of(limit)}", value => Compared(value, limit) < 0);
        }

        public IConstraint LessThanOrEqualTo(IComparable limit)
        {
            return Of($"at most {Shown.Of(limit)}", value => Compared(value, limit) <= 0);
        }

        public IConstraint InRange(IComparable from, IComparable to)
        {
            return Of(
                $"{Shown.Of(from)} to {Shown.Of(to)}",
                value => Compared(value, from) >= 0 && Compared(value, to) <= 0);
        }

        private IConstraint Of(string words, Func<object?, bool> accepts)
        {
            return new Predicate(_negated ? "not " + words : words, value => accepts(value) != _negated);
        }

        private static bool IsEmpty(object? value)
        {
            return value is string text ? text.Length == 0 : !((IEnumerable)value!).GetEnumerator().MoveNext();
        }

        private static int Compared(object? value, IComparable limit)
        {
            if (Equality.IsNumber(value) && Equality.IsNumber(limit))
            {
                return Convert.ToDouble(value, CultureInfo.InvariantCulture)
                    .CompareTo(Convert.ToDouble(limit, CultureInfo.InvariantCulture));
            }
            return -limit.CompareTo(value);
        }
    }

    /// Equality of numbers by value, of sequences item by item.
    public sealed class EqualConstraint : IConstraint
    {
        private readonly object? _expected;
        private readonly bool _negated;
        private double _tolerance;

        internal EqualConstraint(object? expected, bool negated)
        {
            _expected = expected;
            _negated = negated;
        }

        public EqualConstraint Within(double tolerance)
        {
            _tolerance = tolerance;
            return this;
        }

        public bool Accepts(object? actual)
        {
            return Equality.Of(_expected, actual, _tolerance) != _negated;
        }

        public override string ToString()
        {
            return (_negated ? "other than " : "") + Shown.Of(_expected) + (_tolerance > 0 ? $" ± {_tolerance:R}" : "");
        }
    }
}
