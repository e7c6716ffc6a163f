using System.Globalization;
using System.Text.RegularExpressions;

namespace Tetrascope.Study.Log
{
    /// <summary>
    /// A file's name in the folder of logs: a number that rises from file to file, whose events they are, and the
    /// client that told them.
    /// </summary>
    internal readonly struct LogName
    {
        private static readonly Regex Form = new Regex("^([0-9]{8})-([0-9a-f]{16})-([0-9a-f]{32})\\.log$");

        public LogName(int number, string owner, string clientId)
        {
            Number = number;
            Owner = owner;
            ClientId = clientId;
        }

        public int Number { get; }

        public string Owner { get; }

        public string ClientId { get; }

        /// <summary>The name in a text; null for that of another file.</summary>
        public static LogName? In(string text)
        {
            Match match = Form.Match(text);
            if (!match.Success)
            {
                return null;
            }
            int number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return new LogName(number, match.Groups[2].Value, match.Groups[3].Value);
        }

        public override string ToString()
        {
            return $"{Number.ToString("D8", CultureInfo.InvariantCulture)}-{Owner}-{ClientId}.log";
        }
    }
}
