using System;
using NUnit.Framework.Constraints;

namespace NUnit.Framework
{
    public static class Is
    {
        public static ConstraintExpression Not => new ConstraintExpression(negated: true);
        public static IConstraint Null => Positive.Null;
        public static IConstraint True => Positive.True;
        public static IConstraint False => Positive.False;
        public static IConstraint Empty => Positive.Empty;

        private static ConstraintExpression Positive => new ConstraintExpression(negated: false);

        public static EqualConstraint EqualTo(object? expected)
        {
            return Positive.EqualTo(expected);
        }

        public static IConstraint SameAs(object? expected)
        {
            return Positive.SameAs(expected);
        }

        public static IConstraint InstanceOf<T>()
        {
            return Positive.InstanceOf<T>();
        }

        public static IConstraint GreaterThan(IComparable limit)
        {
            return Positive.GreaterThan(limit);
        }

        public static IConstraint GreaterThanOrEqualTo(IComparable limit)
        {
            return Positive.GreaterThanOrEqualTo(limit);
        }

        public static IConstraint AtLeast(IComparable limit)
        {
            return Positive.GreaterThanOrEqualTo(limit);
        }

        public static IConstraint LessThan(IComparable limit)
        {
            return Positive.LessThan(limit);
        }

        public static IConstraint LessThanOrEqualTo(IComparable limit)
        {
            return Positive.LessThanOrEqualTo(limit);
        }

        public static IConstraint AtMost(IComparable limit)
        {
            return Positive.LessThanOrEqualTo(limit);
        }

        public static IConstraint InRange(IComparable from, IComparable to)
        {
            return Positive.InRange(from, to);
        }
    }

    public static class Does
    {
        public static IConstraint Contain(string part)
        {
            return new Predicate($"text with {Shown.Of(part)}", text => ((string)text!).Contains(part));
        }

        public static IConstraint StartWith(string part)
        {
            return new Predicate(
                $"text that starts with {Shown.Of(part)}",
                text => ((string)text!).StartsWith(part, StringComparison.Ordinal));
        }
    }
}
