using System;
using System.Globalization;

namespace Tetrascope.Wording
{
    /// <summary>Numbers as a person reads them, alike in every client.</summary>
    public static class Words
    {
        private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

        /// <summary>A whole number with commas between thousands.</summary>
        public static string Whole(int number) => number.ToString("N0", Plain);

        /// <summary>A number with so many decimals.</summary>
        public static string Decimals(double value, int digits) => value.ToString("F" + digits.ToString(Plain), Plain);

        /// <summary>"1 image", "2 images"; <paramref name="many"/> where the plural is not made with an s.</summary>
        public static string Count(int number, string one, string? many = null) =>
            $"{Whole(number)} {(number == 1 ? one : many ?? one + "s")}";

        /// <summary>A share 0..1 as a percentage; what is small but not nothing does not read as 0.</summary>
        public static string Percent(double share)
        {
            double hundredths = share * 100;
            if (hundredths > 0 && hundredths < 0.1)
            {
                return "<0.1%";
            }
            return share < 1 && hundredths > 99.9 ? ">99.9%" : Decimals(hundredths, 1) + "%";
        }

        /// <summary>The same with fewer digits, where there is little room.</summary>
        public static string Percentage(double share)
        {
            double hundredths = share * 100;
            if (hundredths > 0 && hundredths < 0.1)
            {
                return "<0.1%";
            }
            return hundredths < 9.95 ? Decimals(hundredths, 1) + "%" : Whole((int)Math.Floor(hundredths + 0.5)) + "%";
        }

        /// <summary>A number with its sign and a real minus; 0 has none.</summary>
        public static string Signed(double value, int digits = 2)
        {
            string text = Decimals(Math.Abs(value), digits);
            bool nothing = true;
            foreach (char letter in text)
            {
                nothing &= letter == '0' || letter == '.';
            }
            return nothing ? text : (value < 0 ? "−" : "+") + text;
        }

        /// <summary>A change of a probability in percentage points.</summary>
        public static string Points(double change) => Signed(change * 100, 1) + " pp";

        /// <summary>A value of a map: four digits that count.</summary>
        public static string Value(double value) => Number(value, 4);

        /// <summary>A number of any size: so many digits that count; a dash where there is none.</summary>
        public static string Number(double value, int digits)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                return "–";
            }
            if (value == 0)
            {
                return "0";
            }
            double size = Math.Abs(value);
            string text = size >= 1e5 || size < 1e-4 ? value.ToString("0.00e+0", Plain) : Counted(value, digits);
            // As in the browser a real minus takes the place of the first one.
            int minus = text.IndexOf('-');
            return minus < 0 ? text : text.Substring(0, minus) + "−" + text.Substring(minus + 1);
        }

        /// <summary>A number with no more digits than it needs, with a real minus.</summary>
        public static string Short(double value) => value.ToString("0.############", Plain).Replace('-', '−');

        /// <summary>A time in seconds: "under a second", "8 s", "2 min 5 s".</summary>
        public static string Duration(double seconds)
        {
            if (seconds < 1)
            {
                return "under a second";
            }
            int whole = (int)Math.Ceiling(seconds);
            if (whole < 60)
            {
                return $"{whole} s";
            }
            return whole % 60 != 0 ? $"{whole / 60} min {whole % 60} s" : $"{whole / 60} min";
        }

        /// <summary>With its first letter large.</summary>
        public static string Sentence(string words) =>
            words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words.Substring(1);

        private static string Counted(double value, int digits)
        {
            // Rounded first, for rounding may bring one more digit before the point.
            string rounded = value.ToString("0." + new string('0', digits - 1) + "e+0", Plain);
            int exponent = int.Parse(rounded.Substring(rounded.IndexOf('e') + 1), Plain);
            return exponent >= digits ? rounded : Decimals(value, digits - 1 - exponent);
        }
    }
}
