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

        /// <summary>The text of a file, by its path in the repository; null where it is not there.</summary>
        internal static string? TextOf(params string[] path)
        {
            string file = Path.Combine(Repository, Path.Combine(path));
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }

        /// <summary>What the guide's JSON block of this name holds.</summary>
        internal static Json Guide(string name)
        {
            string guide = TextOf("protocol", "README.md")!;
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
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.AreEqual(0L, allocated, "bytes allocated");
        }
    }
}
