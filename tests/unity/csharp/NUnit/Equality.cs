using System;
using System.Collections;
using System.Globalization;
using System.Linq;

namespace NUnit.Framework.Constraints
{
    internal static class Equality
    {
        /// As NUnit has it: 1 equals 1.0, and a list equals an array of the same items.
        internal static bool Of(object? expected, object? actual, double tolerance)
        {
            if (IsNumber(expected) && IsNumber(actual))
            {
                return OfNumbers(expected!, actual!, tolerance);
            }
            if (expected is string || actual is string
                || !(expected is IEnumerable ours && actual is IEnumerable theirs))
            {
                return Equals(expected, actual);
            }
            object?[] left = ours.Cast<object?>().ToArray(), right = theirs.Cast<object?>().ToArray();
            return left.Length == right.Length
                && Enumerable.Range(0, left.Length).All(index => Of(left[index], right[index], tolerance));
        }

        internal static bool IsNumber(object? value)
        {
            return value is byte || value is sbyte || value is short || value is ushort || value is int || value is uint
                || value is long || value is ulong || value is float || value is double || value is decimal;
        }

        private static bool OfNumbers(object expected, object actual, double tolerance)
        {
            if (tolerance == 0 && !IsFraction(expected) && !IsFraction(actual))
            {
                return Convert.ToDecimal(expected, CultureInfo.InvariantCulture)
                    == Convert.ToDecimal(actual, CultureInfo.InvariantCulture);
            }
            double ours = Convert.ToDouble(expected, CultureInfo.InvariantCulture);
            double theirs = Convert.ToDouble(actual, CultureInfo.InvariantCulture);
            return ours.Equals(theirs) || Math.Abs(ours - theirs) <= tolerance;
        }

        private static bool IsFraction(object number)
        {
            return number is float || number is double;
        }
    }
}
