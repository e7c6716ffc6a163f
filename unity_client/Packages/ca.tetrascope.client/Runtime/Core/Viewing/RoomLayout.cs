using System;
using System.Numerics;
using Tetrascope.Geometry;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// Where scenes and panels stand around a person in a headset, in the room's right-handed metres. A heading is how
    /// far a head is turned about the vertical, in radians, positive to the left. The place of a panel is that of its
    /// middle, and its scale are the metres of a pixel.
    /// </summary>
    public static class RoomLayout
    {
        /// <summary>Least height of text for a metre of distance: 22 mm at 2 m.</summary>
        public const double LeastText = 0.022 / 2;

        /// <summary>
        /// Size of a panel's pixel for a metre of distance: text of 14 pixels, the smallest, is 22.4 mm high at 2 m.
        /// </summary>
        public const float PixelPerMetre = 0.0008f;

        /// <summary>The same of the card beside what is pointed at, which is read at a glance.</summary>
        private const float CardPixelPerMetre = 0.001f;
        private const float StructureAway = 1.2f;
        private const float StructureScale = 0.6f;

        /// <summary>How much of scene 1 may stand above the eyes, in metres.</summary>
        private const float StructureAbove = 0.8f;

        /// <summary>
        /// How much of two networks, one below the other, stands above and below the eyes, and how far away, in metres:
        /// they are made smaller, and are nearer for it.
        /// </summary>
        private const float TwoAbove = 0.65f;
        private const float TwoBelow = 0.95f;
        private const float TwoAway = 0.9f;

        /// <summary>
        /// x of what of scene 1 is straight ahead: the input is at its left, the first columns at its right.
        /// </summary>
        private const float StructureAhead = 1;
        private const float PoolAway = 1.1f;
        private const float PoolScale = 0.45f;

        /// <summary>The foot of scene 2 is so far below the eyes: who sits has a table there.</summary>
        private const float PoolBelow = 0.45f;
        private const float MenuAway = 2;
        private const float BoardAway = 1.6f;

        /// <summary>From straight ahead to the board beside a scene, in radians to the left.</summary>
        private const float BoardAside = 1.15f;
        private const float NoticeAway = 1;
        private const float NoticeBelow = 0.25f;

        /// <summary>The least size of a pixel of the palette, in metres: fingers are near it.</summary>
        private const float PalettePixel = 0.0005f;
        private const float PaletteAbove = 0.12f;

        /// <summary>How far a head is turned that looks along <paramref name="forward"/>, of any length.</summary>
        public static float HeadingOf(Vector3 forward) => (float)Math.Atan2(-forward.X, -forward.Z);

        /// <summary>
        /// Scene 1: the input at the left, within reach of a ray, and the first columns straight ahead. Tall columns
        /// are made smaller; their captions are larger.
        /// </summary>
        public static ScenePlace Structure(Vector3 head, float heading, StructureExtent extent)
        {
            PlaneRectangle whole = StructureViews.WholeRectangle(extent);
            (double ahead, float away) = (N.EyeHeight, StructureAway);
            float scale = Math.Min(StructureScale, StructureAbove / (float)(whole.Top - ahead));
            if (extent.Below > 0)
            {
                scale = Math.Min(StructureScale, (TwoAbove + TwoBelow) / (float)(whole.Top - whole.Bottom));
                (ahead, away) = (whole.Top - TwoAbove / scale, TwoAway);
            }
            return ScenePlace.Before(head, heading, new Vector3(StructureAhead, (float)ahead, 0), away, scale);
        }

        /// <summary>Scene 2: the body of the labels, as on a table.</summary>
        public static ScenePlace Pool(Vector3 head, float heading)
        {
            Vector3 foot = PoolLayout.Centre - new Vector3(0, (float)PoolNumbers.Circumradius / 3, 0);
            return ScenePlace.Before(head - new Vector3(0, PoolBelow, 0), heading, foot, PoolAway, PoolScale);
        }

        /// <summary>The main menu: straight ahead.</summary>
        public static ScenePlace Menu(Vector3 head, float heading) => Panel(head, heading, MenuAway, 0);

        /// <summary>The board with a scene's tools: beside the scene, to the left.</summary>
        public static ScenePlace Board(Vector3 head, float heading) => Panel(head, heading + BoardAside, BoardAway, 0);

        /// <summary>A notice: ahead, a little below the eyes, nearer than everything else.</summary>
        public static ScenePlace Notice(Vector3 head, float heading) => Panel(head, heading, NoticeAway, NoticeBelow);

        /// <summary>A card beside what is pointed at: it faces the head.</summary>
        public static ScenePlace Card(Vector3 head, Vector3 at) =>
            Facing(head, at, CardPixelPerMetre * Vector3.Distance(head, at));

        /// <summary>The palette above a wrist: it faces the head.</summary>
        public static ScenePlace Palette(Vector3 head, Vector3 wrist) =>
            Facing(head, wrist + new Vector3(0, PaletteAbove, 0), PalettePixel);

        private static ScenePlace Panel(Vector3 head, float heading, float away, float below)
        {
            Vector3 ahead = ScenePlace.Turned(new Vector3(0, -below, -away), heading);
            return Facing(head, head + ahead, 0);
        }

        private static ScenePlace Facing(Vector3 head, Vector3 at, float leastPixel)
        {
            float pixel = Math.Max(leastPixel, PixelPerMetre * Vector3.Distance(head, at));
            return new ScenePlace(at, HeadingOf(at - head), pixel);
        }
    }
}
