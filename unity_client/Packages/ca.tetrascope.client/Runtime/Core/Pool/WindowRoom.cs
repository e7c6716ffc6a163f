using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Pool
{
    /// <summary>
    /// A network's input, and the part of it that the picture fills: where the windows of a pool are laid.
    /// </summary>
    public readonly struct WindowRoom
    {
        /// <summary>
        /// The most masked copies one pool may have; a server's default, so that a larger pool is refused before it is
        /// sent.
        /// </summary>
        public const int MaxImages = 4096;

        private readonly Size _input;
        private readonly int _top;
        private readonly int _left;
        private readonly Size _filled;

        /// <summary>An input that the picture fills.</summary>
        public WindowRoom(Size input)
        {
            _input = input;
            _top = 0;
            _left = 0;
            _filled = input;
        }

        private WindowRoom(Size input, int top, int left, Size filled)
        {
            _input = input;
            _top = top;
            _left = left;
            _filled = filled;
        }

        /// <summary>
        /// An input that a padded picture fills in part, in whole pixels: what an answer's <c>framing.input</c> will
        /// say. The server reckons in single precision, as TensorFlow does, and so must this: it may decide about a
        /// row.
        /// </summary>
        public static WindowRoom Padded(Size input, Size picture)
        {
            float shrunkDown = Single(picture.Height / (double)input.Height);
            float shrunk = Math.Max(shrunkDown, Single(picture.Width / (double)input.Width));
            float height = Single(picture.Height / (double)shrunk);
            float width = Single(picture.Width / (double)shrunk);
            int top = Math.Max(0, (int)Math.Floor(Single(input.Height - (double)height) / 2));
            int left = Math.Max(0, (int)Math.Floor(Single(input.Width - (double)width) / 2));
            var filled = new Size(Math.Max(1, (int)Math.Floor(height)), Math.Max(1, (int)Math.Floor(width)));
            return new WindowRoom(input, top, left, filled);
        }

        /// <summary>The largest size of a window.</summary>
        public int LargestSize => Math.Min(_input.Height, _input.Width);

        /// <summary>
        /// What the server takes where no windows are named: 3/8, 1/4 and 1/8 of the side of a square as large as the
        /// input, or of less where the largest would not fit into it, stride half a window; the smallest are left out
        /// where there are too many. They are the same for every picture.
        /// </summary>
        public IReadOnlyList<Window> DefaultWindows()
        {
            var whole = new WindowRoom(_input);
            int smaller = Math.Min(_input.Height, _input.Width);
            int side = Math.Min((int)Math.Floor(Math.Sqrt(_input.Height * (double)_input.Width)), smaller * 8 / 3);
            var windows = new List<Window>();
            for (int eighths = 3; eighths >= 1; eighths--)
            {
                int size = Math.Max(1, (side * eighths + 4) / 8);
                if (!windows.Exists(window => window.Size == size))
                {
                    windows.Add(new Window(size, Math.Max(1, size / 2)));
                }
            }
            while (windows.Count > 1 && whole.CountOf(windows, false) > MaxImages)
            {
                windows.RemoveAt(windows.Count - 1);
            }
            return whole.CountOf(windows, false) <= MaxImages
                ? windows
                : windows.ConvertAll(window => new Window(window.Size, window.Size));
        }

        /// <summary>
        /// One more window, of a size that is not in the list: half as large again as the largest, or half of the
        /// smallest.
        /// </summary>
        public Window Another(IReadOnlyList<Window> windows)
        {
            int largest = 0;
            int smallest = LargestSize;
            foreach (Window window in windows)
            {
                largest = Math.Max(largest, window.Size);
                smallest = Math.Min(smallest, window.Size);
            }
            int larger = (int)Math.Floor(largest * 1.5 + 0.5);
            int size = larger > 0 && larger <= LargestSize
                ? larger
                : Math.Max(1, (int)Math.Floor(smallest / 2.0 + 0.5));
            return new Window(size, Math.Max(1, size / 2));
        }

        /// <summary>
        /// Masked copies that one window gives: one for each position that hides something of the picture.
        /// </summary>
        public int WindowCount(Window window)
        {
            return StartCount(_input.Height, window, _top, _filled.Height)
                * StartCount(_input.Width, window, _left, _filled.Width);
        }

        /// <summary>
        /// Masked copies that each window adds to the pool, in the order given; null for one that is out of range. The
        /// server lays a window that is named twice only once, and of the smallest one, where it is refined, a quarter
        /// of the places, rounded up.
        /// </summary>
        public IReadOnlyList<int?> WindowCounts(IReadOnlyList<Window> windows, bool refine)
        {
            Window? smallest = refine ? SmallestOf(windows) : null;
            var counts = new List<int?>();
            for (int place = 0; place < windows.Count; place++)
            {
                Window window = windows[place];
                int? count = WindowProblem(window) == null ? WindowCount(window) : (int?)null;
                if (count != null && IndexOf(windows, window) < place)
                {
                    count = 0;
                }
                else if (count != null && smallest != null && AreSame(window, smallest))
                {
                    count = (count + 3) / 4;
                }
                counts.Add(count);
            }
            return counts;
        }

        /// <summary>Masked copies of a whole pool, 0 where a window is out of range.</summary>
        public int PoolCount(IReadOnlyList<Window> windows, bool refine)
        {
            return Problem(windows, refine) == null ? CountOf(windows, refine) : 0;
        }

        /// <summary>Why the server would refuse one window, or null.</summary>
        public string? WindowProblem(Window window)
        {
            int side = LargestSize;
            if (window.Size < 1 || window.Size > side)
            {
                return $"Expected a window of 1 to {side} pixels, got {window.Size}. "
                    + $"It must fit inside the {_input.Width} × {_input.Height} input.";
            }
            return window.Stride >= 1 && window.Stride <= window.Size
                ? null
                : $"Expected a stride of 1 to {window.Size} pixels, got {window.Stride}. "
                    + "A larger one would leave pixels uncovered.";
        }

        /// <summary>
        /// Why the server would refuse the windows, or null: the first window that is wrong, too few, or too many
        /// copies.
        /// </summary>
        public string? Problem(IReadOnlyList<Window> windows, bool refine)
        {
            if (windows.Count == 0)
            {
                return "Expected at least one window size, got none. Add one.";
            }
            if (windows.Count > PoolRequest.MaxWindows)
            {
                return $"Expected at most {PoolRequest.MaxWindows} windows, got {windows.Count}.";
            }
            foreach (Window window in windows)
            {
                string? problem = WindowProblem(window);
                if (problem != null)
                {
                    return problem;
                }
            }
            if (refine && SmallestOf(windows) == null)
            {
                return "Expected two different windows or more to refine, got one. Add a larger one, or do not refine.";
            }
            int count = CountOf(windows, refine);
            return count <= MaxImages
                ? null
                : $"Expected at most {MaxImages} masked copies, got {count}. Choose a larger stride or fewer windows.";
        }

        private static float Single(double value)
        {
            return (float)value;
        }

        /// <summary>
        /// Positions along an edge of n pixels that touch the part of it from <paramref name="first"/> on: of 0, t, 2t,
        /// … below n − s, and n − s itself, those that begin before the part's end and end after its beginning.
        /// </summary>
        private static int StartCount(int edge, Window window, int first, int length)
        {
            int last = edge - window.Size;
            int flush = last > first - window.Size && last < first + length ? 1 : 0;
            return StartsBefore(first + length, last, window.Stride)
                - StartsBefore(first - window.Size + 1, last, window.Stride)
                + flush;
        }

        /// <summary>Of the starts below the last, how many there are before a place.</summary>
        private static int StartsBefore(int place, int last, int stride)
        {
            int pixels = Math.Max(0, Math.Min(place, last));
            return (pixels + stride - 1) / stride;
        }

        /// <summary>The window that is refined; null where there is no larger one that would say where.</summary>
        private static Window? SmallestOf(IReadOnlyList<Window> windows)
        {
            if (windows.Count == 0)
            {
                return null;
            }
            Window smallest = windows[0];
            bool different = false;
            foreach (Window window in windows)
            {
                different = different || !AreSame(window, windows[0]);
                if (window.Size < smallest.Size || (window.Size == smallest.Size && window.Stride < smallest.Stride))
                {
                    smallest = window;
                }
            }
            return different ? smallest : null;
        }

        private static bool AreSame(Window one, Window other)
        {
            return one.Size == other.Size && one.Stride == other.Stride;
        }

        private static int IndexOf(IReadOnlyList<Window> windows, Window wanted)
        {
            int place = 0;
            while (!AreSame(windows[place], wanted))
            {
                place++;
            }
            return place;
        }

        private int CountOf(IReadOnlyList<Window> windows, bool refine)
        {
            int sum = 0;
            foreach (int? count in WindowCounts(windows, refine))
            {
                sum += count ?? 0;
            }
            return sum;
        }
    }
}
