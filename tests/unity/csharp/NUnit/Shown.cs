using System;
using System.Collections;
using System.Globalization;
using System.Linq;

namespace NUnit.Framework.Constraints
{
    internal static class Shown
    {
        private const int MaxItems = 20;

        /// A value on one line.
        internal static string Of(object? value)
        {
            switch (value)
            {
                case null:
                    return "null";
                case string text:
                    return $"\"{text.Replace("\n", "\\n")}\"";
                case IEnumerable items:
                    string[] shown = items.Cast<object?>().Take(MaxItems + 1).Select(Of).ToArray();
                    bool cut = shown.Length > MaxItems;
                    return $"[{string.Join(", ", shown.Take(MaxItems))}{(cut ? ", …" : "")}]";
                default:
                    return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }
    }
}
