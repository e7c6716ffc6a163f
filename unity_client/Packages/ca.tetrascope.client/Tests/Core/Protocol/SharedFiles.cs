using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Tetrascope.Protocol
{
    /// <summary>Files of the repository that Python, TypeScript and C# are all tested against.</summary>
    internal static class SharedFiles
    {
        /// <summary>The folder <c>protocol/</c>, found from the folder of the project upwards.</summary>
        internal static string Protocol { get; } = Find(Path.Combine("protocol", "golden", "index.json"), "protocol");

        /// <summary>The bytes of a golden message.</summary>
        internal static byte[] Golden(string name)
        {
            return File.ReadAllBytes(Path.Combine(Protocol, "golden", name + ".msgpack"));
        }

        /// <summary>The message in each golden file.</summary>
        internal static IEnumerable<KeyValuePair<string, string>> GoldenMessages()
        {
            string index = File.ReadAllText(Path.Combine(Protocol, "golden", "index.json"));
            string messages = index.Substring(index.IndexOf("\"messages\"", StringComparison.Ordinal));
            return Regex.Matches(messages, "\"(\\w+)\": \"(\\w+)\"").Cast<Match>()
                .Select(match => new KeyValuePair<string, string>(match.Groups[1].Value, match.Groups[2].Value));
        }

        private static string Find(string file, string folder)
        {
            for (DirectoryInfo? at = new DirectoryInfo(Directory.GetCurrentDirectory()); at != null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, file)))
                {
                    return Path.Combine(at.FullName, folder);
                }
            }
            throw new FileNotFoundException(
                $"Expected {file} above {Directory.GetCurrentDirectory()}: the tests run inside the repository.");
        }
    }
}
