using System.Collections.Generic;
using System.Linq;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;

namespace Tetrascope.Saved
{
    /// <summary>
    /// What the address of scene 2 says that a session has: <c>windows</c>, <c>fill</c>, <c>refine</c>, <c>label</c>,
    /// <c>per</c>, <c>arrange</c>, <c>scale</c>, <c>regions</c>, <c>all</c>, <c>hide</c>, <c>depth</c>, <c>spread</c>,
    /// <c>filter</c>, and <c>pick</c> for the image that is chosen.
    /// </summary>
    public static class PoolAddress
    {
        private const string Photo = "photo";
        private const string Logarithms = "log";
        private const int MaxIndex = 9_999_999;

        /// <summary>
        /// Makes a session that has just begun as a saved one says. What cannot be read is left as it is.
        /// </summary>
        public static void Take(SavedPage page, PoolSession session)
        {
            string? Said(string name) => page.Setting(ViewAddress.Pool, name);
            PoolSettings settings = session.Settings;
            settings.Windows = Said("windows") is string windows ? WindowsOf(windows) : null;
            if (Said("fill") is string fill && AddressText.NameIn(Methods.Fills, fill) != null)
            {
                settings.Fill = fill;
            }
            settings.Refine = Said("refine") == AddressText.Yes;
            settings.Label = Said("label") is string label ? AddressText.Whole(label, 0, MaxIndex) : null;
            const int most = PoolRequest.MaxPerLabel;
            if (Said("per") is string per && AddressText.Whole(per, PoolRequest.MinPerLabel, most) is int perLabel)
            {
                settings.PerLabel = perLabel;
            }
            PoolDisplay display = session.Display;
            display.Arrangement = Said("arrange") == Photo ? Arrangement.Photo : Arrangement.Tetrahedron;
            display.PositionScale = Said("scale") == Logarithms ? PositionScale.Log : PositionScale.Linear;
            display.Regions = Said("regions") != AddressText.No;
            display.ShowAll = Said("all") == AddressText.Yes;
            display.HideOthers = Said("hide") == AddressText.Yes;
            display.DepthCue = Said("depth") != AddressText.No;
            if (Said("spread") is string spread && AddressText.Share(spread, 2) is double apart)
            {
                display.Spread = apart;
            }
            string? filters = Said("filter");
            int? pick = Said("pick") is string chosen ? AddressText.Whole(chosen, 0, MaxIndex) : null;
            if (filters != null || pick != null)
            {
                TakeOnce(session, filters, pick);
            }
        }

        /// <summary>What a session shows, with what it is about, as an address.</summary>
        public static ViewAddress Of(PoolSession session)
        {
            var texts = new Dictionary<string, string>();
            SubjectAddress.Write(session.Subject, texts);
            WriteSettings(session.Settings, texts);
            PoolDisplay display = session.Display;
            if (display.Arrangement == Arrangement.Photo)
            {
                texts["arrange"] = Photo;
            }
            if (display.PositionScale == PositionScale.Log)
            {
                texts["scale"] = Logarithms;
            }
            Write(texts, "regions", display.Regions, true);
            Write(texts, "all", display.ShowAll, false);
            Write(texts, "hide", display.HideOthers, false);
            Write(texts, "depth", display.DepthCue, true);
            if (display.Spread != 1)
            {
                texts["spread"] = AddressText.Of(display.Spread);
            }
            if (display.Filters.Text.Length > 0)
            {
                texts["filter"] = display.Filters.Text;
            }
            if (session.Selection.Selected is int pick)
            {
                texts["pick"] = AddressText.Of(pick);
            }
            return new ViewAddress(ViewAddress.Pool, texts);
        }

        /// <summary>A pool that begins lets go of filters and choice, so they wait for one that is whole.</summary>
        private static void TakeOnce(PoolSession session, string? filters, int? pick)
        {
            void Whole(PoolSoFar pool)
            {
                session.PoolCompleted -= Whole;
                if (filters != null)
                {
                    session.Display.Filters.Take(filters);
                }
                if (pick is int index && pool.ImageAt(index) != null)
                {
                    session.Selection.Selected = index;
                }
            }

            session.PoolCompleted += Whole;
        }

        private static void WriteSettings(PoolSettings settings, Dictionary<string, string> texts)
        {
            if (settings.Windows != null)
            {
                texts["windows"] = string.Join(
                    ",",
                    settings.Windows.Select(
                        window => AddressText.Of(window.Size) + "/" + AddressText.Of(window.Stride)));
            }
            if (settings.Fill != PoolRequest.DefaultFill)
            {
                texts["fill"] = settings.Fill;
            }
            Write(texts, "refine", settings.Refine, false);
            if (settings.Label is int label)
            {
                texts["label"] = AddressText.Of(label);
            }
            if (settings.PerLabel != PoolRequest.DefaultPerLabel)
            {
                texts["per"] = AddressText.Of(settings.PerLabel);
            }
        }

        private static void Write(Dictionary<string, string> texts, string name, bool value, bool usual)
        {
            if (value != usual)
            {
                texts[name] = AddressText.Of(value);
            }
        }

        private static IReadOnlyList<Window>? WindowsOf(string text)
        {
            var windows = new List<Window>();
            foreach (string part in text.Split(','))
            {
                string[] sides = part.Split('/');
                int? size = sides.Length == 2 ? AddressText.Whole(sides[0], 1, Window.MaxSize) : null;
                int? stride = size == null ? null : AddressText.Whole(sides[1], 1, Window.MaxStride);
                if (stride == null || windows.Count == PoolRequest.MaxWindows)
                {
                    return null;
                }
                windows.Add(new Window(size!.Value, stride.Value));
            }
            return windows;
        }
    }
}
