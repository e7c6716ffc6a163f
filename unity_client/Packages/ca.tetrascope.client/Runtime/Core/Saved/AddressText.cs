using System;
using System.Collections.Generic;
using System.Globalization;
using Tetrascope.Protocol;

namespace Tetrascope.Saved
{
    /// <summary>Values as addresses write them; null where a text says none.</summary>
    internal static class AddressText
    {
        /// <summary>Yes.</summary>
        public const string Yes = "1";

        /// <summary>No.</summary>
        public const string No = "0";

        /// <summary>Yes or no.</summary>
        public static bool? Flag(string text)
        {
            return text == Yes ? true : text == No ? false : (bool?)null;
        }

        /// <summary>Yes or no.</summary>
        public static string Of(bool value)
        {
            return value ? Yes : No;
        }

        /// <summary>A whole number within bounds, of at most eight digits.</summary>
        public static int? Whole(string text, int least, int most)
        {
            return text.Length <= 8
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                && value >= least && value <= most
                    ? value
                    : (int?)null;
        }

        /// <summary>A whole number.</summary>
        public static string Of(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>A number from 0 to <paramref name="most"/>, with at most four decimals.</summary>
        public static double? Share(string text, double most)
        {
            const int longest = 6; // a digit, a point and four more
            return text.Length <= longest
                && double.TryParse(
                    text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                && value >= 0 && value <= most
                    ? value
                    : (double?)null;
        }

        /// <summary>A number with at most four decimals.</summary>
        public static string Of(double value)
        {
            return Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);
        }

        /// <summary>The name of a method that the protocol knows.</summary>
        public static string? NameIn(IReadOnlyList<Method> methods, string text)
        {
            foreach (Method method in methods)
            {
                if (method.Name == text)
                {
                    return text;
                }
            }
            return null;
        }
    }
}
