using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Telling
{
    /// <summary>Masks as an event tells them: as requests have them, with the bits of a bitmap as base64.</summary>
    public static class ToldMasks
    {
        /// <summary>Why all masks are others: a step was taken back.</summary>
        public const string Undo = "undo";

        /// <summary>A step was taken again.</summary>
        public const string Redo = "redo";

        /// <summary>All were removed.</summary>
        public const string Clear = "clear";

        /// <summary>They are those of an image that was opened.</summary>
        public const string Open = "open";

        /// <summary>Bytes of JSON that an event may hold, and what its names may take of it.</summary>
        private const int MaxBytes = 128 * 1024;
        private const int Names = 256;

        /// <summary>About how many bytes of JSON a mask takes beside its bits.</summary>
        private const int Numbers = 100;

        /// <summary>One mask.</summary>
        public static Content Of(Mask mask)
        {
            var content = new Content
            {
                ["kind"] = mask is Bitmap ? "bitmap" : "rectangle",
                ["top"] = mask.Top,
                ["left"] = mask.Left,
                ["height"] = mask.Height,
                ["width"] = mask.Width,
            };
            if (mask is Bitmap bitmap)
            {
                content["data"] = Convert.ToBase64String(bitmap.Data.Span);
            }
            return content;
        }

        /// <summary>
        /// Masks; as one that hides the same where they are too much for <paramref name="lists"/> lists in an event.
        /// </summary>
        public static List<object?> Of(IReadOnlyList<PlacedMask> masks, int lists = 1)
        {
            int bytes = 0;
            foreach (PlacedMask placed in masks)
            {
                bytes += Numbers + (placed.Mask is Bitmap bitmap ? bitmap.Data.Length * 4 / 3 : 0);
            }
            var told = new List<object?>();
            if (bytes > MaxBytes / lists - Names)
            {
                if (Joined(masks) is Bitmap joined)
                {
                    told.Add(Of(joined));
                }
                return told;
            }
            foreach (PlacedMask placed in masks)
            {
                told.Add(Of(placed.Mask));
            }
            return told;
        }

        /// <summary>A step that makes some masks of others: each that was removed, moved or drawn.</summary>
        internal static void Step(Teller teller, IReadOnlyList<PlacedMask> before, IReadOnlyList<PlacedMask> next)
        {
            if (!teller.IsHeard)
            {
                return;
            }
            // The last first, so that each place is that in the list as it is then.
            for (int index = before.Count - 1; index >= 0; index--)
            {
                if (Find(next, before[index].Id) == null)
                {
                    Tell(teller, EventKindNames.MaskRemoved, index, before[index].Mask);
                }
            }
            for (int index = 0; index < next.Count; index++)
            {
                PlacedMask? known = Find(before, next[index].Id);
                if (known == null)
                {
                    Tell(teller, EventKindNames.MaskDrawn, index, next[index].Mask);
                }
                else if (!MaskShape.SameMask(known.Mask, next[index].Mask))
                {
                    Tell(teller, EventKindNames.MaskMoved, index, next[index].Mask);
                }
            }
        }

        /// <summary>Other masks are in the place of all there were: undone, done again, cleared, or opened.</summary>
        internal static void Replaced(Teller teller, IReadOnlyList<PlacedMask> masks, string reason)
        {
            teller.Tell(EventKindNames.MasksReplaced, () => new Content { ["masks"] = Of(masks), ["reason"] = reason });
        }

        private static void Tell(Teller teller, string kind, int index, Mask mask)
        {
            teller.Tell(kind, () => new Content { ["index"] = index, ["mask"] = Of(mask) });
        }

        private static PlacedMask? Find(IReadOnlyList<PlacedMask> masks, int id)
        {
            foreach (PlacedMask placed in masks)
            {
                if (placed.Id == id)
                {
                    return placed;
                }
            }
            return null;
        }

        private static Bitmap? Joined(IReadOnlyList<PlacedMask> masks)
        {
            int height = 1;
            int width = 1;
            foreach (PlacedMask placed in masks)
            {
                height = Math.Max(height, placed.Mask.Top + placed.Mask.Height);
                width = Math.Max(width, placed.Mask.Left + placed.Mask.Width);
            }
            var size = new Size(height, width);
            byte[] coverage = new byte[size.Area];
            MaskShape.Coverage(masks, size, coverage);
            return MaskShape.BitmapOf(coverage, size);
        }
    }
}
