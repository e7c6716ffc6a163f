using System;
using System.Collections.Generic;

namespace Tetrascope.Colours
{
    /// <summary>The colours of numbers: equally spaced stops from the smallest value to the largest.</summary>
    public sealed class ColourMap
    {
        /// <summary>Colours of a table: one for each stored byte.</summary>
        public const int Colours = 256;

        /// <summary>A colour map of two stops or more.</summary>
        /// <exception cref="ArgumentException">There are fewer than two stops.</exception>
        public ColourMap(string name, string title, IReadOnlyList<Rgb> stops)
        {
            if (stops.Count < 2)
            {
                string message = $"A colour map needs 2 stops or more, received {stops.Count}.";
                throw new ArgumentException(message, nameof(stops));
            }
            Name = name;
            Title = title;
            Stops = stops;
        }

        /// <summary>Stable name, for settings.</summary>
        public string Name { get; }

        /// <summary>Name for a person.</summary>
        public string Title { get; }

        /// <summary>The colours, from the smallest value to the largest.</summary>
        public IReadOnlyList<Rgb> Stops { get; }

        /// <summary>The map of this name, or the first, which all clients start with.</summary>
        public static ColourMap Of(string name)
        {
            foreach (ColourMap map in SceneColours.ColourMaps)
            {
                if (map.Name == name)
                {
                    return map;
                }
            }
            return SceneColours.ColourMaps[0];
        }

        /// <summary>
        /// The 256 colours of a map's stored bytes: red, green, blue and alpha (255) each, 1024 bytes, as a texture of
        /// 256 by 1 pixels takes them. The guide's formula, "Colours".
        /// </summary>
        public byte[] LookupTable()
        {
            byte[] table = new byte[Colours * 4];
            for (int stored = 0; stored < Colours; stored++)
            {
                double s = stored / 255.0 * (Stops.Count - 1);
                int i = Math.Min((int)Math.Floor(s), Stops.Count - 2);
                (Rgb below, Rgb above, double share) = (Stops[i], Stops[i + 1], s - i);
                table[stored * 4] = Blend(below.Red, above.Red, share);
                table[stored * 4 + 1] = Blend(below.Green, above.Green, share);
                table[stored * 4 + 2] = Blend(below.Blue, above.Blue, share);
                table[stored * 4 + 3] = 255;
            }
            return table;
        }

        /// <summary>
        /// The 256 colours of signed bytes, likewise: the middle of an odd number of stops at the byte 127, no change.
        /// The last byte is one too many.
        /// </summary>
        public byte[] SignedTable()
        {
            const int neutral = (Colours - 1) / 2;
            byte[] spread = LookupTable();
            byte[] table = new byte[Colours * 4];
            Rgb middle = Stops[Stops.Count / 2];
            for (int stored = 0; stored < Colours; stored++)
            {
                int from = Math.Min(Colours - 1, (int)Math.Floor(stored * 255.0 / (2 * neutral) + 0.5));
                Array.Copy(spread, from * 4, table, stored * 4, 4);
            }
            (table[neutral * 4], table[neutral * 4 + 1], table[neutral * 4 + 2]) =
                (middle.Red, middle.Green, middle.Blue);
            return table;
        }

        private static byte Blend(byte below, byte above, double share) =>
            (byte)Math.Floor((1 - share) * below + share * above + 0.5);
    }
}
