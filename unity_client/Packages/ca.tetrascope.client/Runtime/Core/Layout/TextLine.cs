namespace Tetrascope.Layout
{
    /// <summary>One line of text in the plane z = 0 of scene 1, from its left; lengths in metres.</summary>
    public readonly struct TextLine
    {
        /// <summary>What it says.</summary>
        public readonly string Text;

        /// <summary>Where it begins.</summary>
        public readonly double X;

        /// <summary>The baseline.</summary>
        public readonly double Y;

        /// <summary>Size of an em.</summary>
        public readonly double Size;

        /// <summary>400 (regular), 500 or 600 (semibold).</summary>
        public readonly int Weight;

        /// <summary>Its colour.</summary>
        public readonly TextColour Colour;

        /// <summary>
        /// Where it is longer, it is shortened in its middle; infinite where it may be of any length.
        /// </summary>
        public readonly double Most;

        /// <summary>A line at a place.</summary>
        public TextLine(
            string text, double x, double y, double size, int weight, TextColour colour,
            double most = double.PositiveInfinity)
        {
            Text = text;
            X = x;
            Y = y;
            Size = size;
            Weight = weight;
            Colour = colour;
            Most = most;
        }

        /// <summary>
        /// The text with an ellipsis in its middle, so many letters of it kept: names differ at both ends.
        /// </summary>
        public static string Shortened(string text, int kept) => kept >= text.Length
            ? text
            : text.Substring(0, (kept + 1) / 2) + "…" + text.Substring(text.Length - kept / 2);
    }
}
