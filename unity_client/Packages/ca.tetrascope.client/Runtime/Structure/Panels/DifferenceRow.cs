using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One channel of a comparison: its map of A, of B, and B − A, with the values of the pixel pointed at.
    /// </summary>
    internal sealed class DifferenceRow
    {
        private const float Side = 104f;
        private static readonly string[] Parts = { "a", "b", "difference" };

        private readonly MarkedPicture[] _pictures = new MarkedPicture[Parts.Length];
        private readonly Label _title = new Label("");
        private readonly Label _words = new Label("");
        private MapSheet? _sheet;
        private ChannelDifference? _pair;

        public DifferenceRow()
        {
            Element.AddToClassList("row");
            for (int part = 0; part < Parts.Length; part++)
            {
                _pictures[part] = new MarkedPicture(Side);
                _pictures[part].Pointed += Read;
                Element.Add(_pictures[part]);
            }

            var words = new VisualElement();
            _words.AddToClassList("note");
            words.Add(_title);
            words.Add(_words);
            Element.Add(words);
        }

        public VisualElement Element { get; } = new VisualElement();

        /// <summary>Shows a channel; differences of so much have the strongest colour.</summary>
        public void Show(ChannelDifference pair, double limit, ColourMap colours)
        {
            _pair = pair;
            Size size = TensorValues.SizeOf(pair.A.Map);
            if (_sheet == null || !_sheet.Size.Equals(size))
            {
                _sheet?.Dispose();
                _sheet = new MapSheet("Difference", size, Parts.Length);
            }

            (double low, double high) = pair.CommonRange();
            byte[] table = colours.LookupTable();
            byte[] difference = new byte[4 * size.Area];
            DivergingColours.Write(pair.A.Map, pair.B.Map, limit, difference);
            _sheet.Write(0, pair.A.Map.Data.Span, ChannelDifference.LookupOnScale(pair.A.Map, low, high, table));
            _sheet.Write(1, pair.B.Map.Data.Span, ChannelDifference.LookupOnScale(pair.B.Map, low, high, table));
            _sheet.Write(2, difference);
            _sheet.Show();
            for (int part = 0; part < Parts.Length; part++)
            {
                _pictures[part].Named($"difference-{pair.Channel}-{Parts[part]}");
                _pictures[part].Show(_sheet.Texture, _sheet.PartOf(part), size);
                _pictures[part].Press(null);
            }

            _title.name = $"difference-{pair.Channel}-title";
            _words.name = $"difference-{pair.Channel}-words";
            _title.text = $"Channel {pair.Channel}";
            Read(null);
        }

        public void Dispose()
        {
            _sheet?.Dispose();
            _sheet = null;
        }

        private void Read(Pixel? at)
        {
            if (_pair == null)
            {
                return;
            }

            // What was pressed on one of the three stays to be read.
            Pixel? read = at ?? _pictures[0].At ?? _pictures[1].At ?? _pictures[2].At;
            _words.text = read is Pixel known ? ComparisonWording.Numbers(_pair, known) : ComparisonWording.Mean(_pair);
            foreach (MarkedPicture picture in _pictures)
            {
                picture.Mark(read is Pixel marked ? Region.Of(marked) : (Region?)null, false);
            }
        }
    }
}
