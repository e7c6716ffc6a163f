using System;
using System.IO;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope
{
    /// <summary>What every client computes alike, as the browser's tests have written it down.</summary>
    internal static class SharedValues
    {
        private static readonly string Repository = Path.GetDirectoryName(SharedFiles.Protocol)!;

        /// <summary>The values of <c>tests/clients/NAME.json</c>.</summary>
        internal static Json Read(string name)
        {
            return Json.Read(File.ReadAllText(Path.Combine(Repository, "tests", "clients", name + ".json")));
        }

        /// <summary>
        /// The name of what the server has computed for a fixture, as the one case of its test: tests/unity writes it
        /// and runs that test. None elsewhere, as in Unity.
        /// </summary>
        internal static object[] OfServer(string fixture)
        {
            return File.Exists(FileOfServer(fixture)) ? new object[] { fixture } : new object[0];
        }

        /// <summary>What the server has computed for a fixture.</summary>
        internal static Json ReadOfServer(string fixture)
        {
            return Json.Read(File.ReadAllText(FileOfServer(fixture)));
        }

        /// <summary>What the guide's JSON block of this name holds.</summary>
        internal static Json Guide(string name)
        {
            string guide = File.ReadAllText(Path.Combine(SharedFiles.Protocol, "README.md"));
            string start = "```json " + name + "\n";
            int from = guide.IndexOf(start, StringComparison.Ordinal) + start.Length;
            return Json.Read(guide.Substring(from, guide.IndexOf("```", from, StringComparison.Ordinal) - from));
        }

        /// <summary>Fails where two numbers differ by more than so much, a millionth by default.</summary>
        internal static void AssertNear(double expected, double actual, string what, double delta = 1e-6)
        {
            Assert.AreEqual(expected, actual, delta, what);
        }

        /// <summary>Fails where running some code takes memory from the heap; it has been run once before.</summary>
        internal static void AssertAllocatesNothing(Action code)
        {
            code();
            long least = long.MaxValue;
            // A collection in its midst is counted in with it; what code takes, it takes each time.
            for (int time = 0; time < 5 && least > 0; time++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                code();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.AreEqual(0L, least, "bytes allocated");
        }

        private static string FileOfServer(string fixture)
        {
            return Path.Combine(Repository, "build", "unity", "python", fixture + ".json");
        }
    }
}
