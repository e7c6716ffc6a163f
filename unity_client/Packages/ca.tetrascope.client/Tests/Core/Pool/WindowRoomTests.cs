using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    public sealed class WindowRoomTests
    {
        private static readonly WindowRoom Room = new WindowRoom(new Size(224, 224));

        [Test]
        public void CopiesOfAWindowAreThoseOfTheGuide()
        {
            Assert.That(Room.WindowCount(new Window(84, 42)), Is.EqualTo(25));
            Assert.That(Room.WindowCount(new Window(56, 28)), Is.EqualTo(49));
            Assert.That(Room.PoolCount(Room.DefaultWindows(), false), Is.EqualTo(299));
            Assert.That(Room.PoolCount(Room.DefaultWindows(), true), Is.EqualTo(131));
        }

        [TestCase(84, 126)]
        [TestCase(160, 80)]
        [TestCase(1, 2)]
        public void OneMoreWindowIsLargerThanTheLargestOrHalfOfTheSmallest(int only, int size)
        {
            Window another = Room.Another(new[] { new Window(only, 1) });
            Assert.That(another.Size, Is.EqualTo(size));
            Assert.That(another.Stride, Is.EqualTo(System.Math.Max(1, size / 2)));
        }

        [Test]
        public void CopiesAreAsManyAsRecordedPoolsHave()
        {
            foreach (string id in new[] { "1", "4", "5" })
            {
                var asked = RecordedParts.Pool.RequestOf<PoolRequest>(id);
                var pool = (Protocol.Pool)RecordedParts.Pool.Of<Part>(id).Last();
                Assert.That(Room.PoolCount(asked.Windows!, asked.Refine), Is.EqualTo(pool.Images.Count));
                Assert.That(
                    PoolSettings.SelectedPerLabel(pool.Images.Count, asked.PerLabel, pool.Vertices.Count),
                    Is.EqualTo(pool.Images.Count(image => image.Represents == 0)));
            }
        }

        [TestCaseSource(nameof(PaddedPictures))]
        public void CopiesOfAPaddedPictureAreThoseOfTheServer(string line)
        {
            int[] picture = Numbers(line, "picture");
            int[] input = Numbers(line, "input");
            WindowRoom room = WindowRoom.Padded(new Size(input[0], input[1]), new Size(picture[0], picture[1]));
            IReadOnlyList<Window> windows = room.DefaultWindows();
            int[] expected = Numbers(line, "windows");
            Assert.That(windows.SelectMany(window => new[] { window.Size, window.Stride }), Is.EqualTo(expected));
            bool refine = line.Contains("\"refine\": true");
            IEnumerable<int> counts = room.WindowCounts(windows, refine).Select(count => count!.Value);
            Assert.That(counts, Is.EqualTo(Numbers(line, "copies")));
        }

        [TestCase("", false, "Expected at least one window size, got none.")]
        [TestCase("300/1", false, "Expected a window of 1 to 224 pixels, got 300.")]
        [TestCase("20/21", false, "Expected a stride of 1 to 20 pixels, got 21.")]
        [TestCase("20/20 20/20", true, "Expected two different windows or more to refine, got one.")]
        [TestCase("8/1", false, "Expected at most 4096 masked copies, got 47089.")]
        public void SaysWhyTheServerWouldRefuse(string windows, bool refine, string problem)
        {
            List<Window> asked = windows.Split(' ').Where(text => text != "").Select(text => text.Split('/')).Select(
                parts => new Window(int.Parse(parts[0]), int.Parse(parts[1]))).ToList();
            Assert.That(Room.Problem(asked, refine)!.StartsWith(problem), Is.True);
        }

        private static IEnumerable<string> PaddedPictures()
        {
            string file = Path.Combine(SharedFiles.Protocol, "..", "tests", "viewer", "pool_sizes.json");
            return File.ReadAllLines(file).Where(line => line.Contains("picture"));
        }

        /// <summary>The whole numbers of one field of a line, as far as its closing bracket.</summary>
        private static int[] Numbers(string line, string field)
        {
            string list = Regex.Match(line, $"\"{field}\": (\\[[^\\]]*\\])").Groups[1].Value;
            return Regex.Matches(list, "\\d+").Cast<Match>()
                .Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        }
    }
}
