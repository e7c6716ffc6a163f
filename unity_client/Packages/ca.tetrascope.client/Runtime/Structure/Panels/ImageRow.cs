using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One image of several: how it looks, what the network answers, and a layer's clusters; of the original their
    /// maps, of the others what differs from it.
    /// </summary>
    internal sealed class ImageRow
    {
        /// <summary>Width that a row's clusters share, the most that one takes, and what its words need.</summary>
        private const float Room = 580f;
        private const float Widest = 148f;
        private const float ForWords = 130f;
        private const float Side = 92f;
        private static readonly byte[] Signed = DivergingColours.Scale.SignedTable();

        private readonly Action<Pixel?> _pointed;
        private readonly List<MarkedPicture> _pictures = new List<MarkedPicture>();
        private readonly List<Label> _numbers = new List<Label>();
        private readonly VisualElement _cells = new VisualElement();
        private readonly VisualElement _place = new VisualElement();
        private readonly Label _name = new Label("");
        private readonly Label _answer = new Label("");
        private readonly Label _fall = new Label("");
        private Thumbnail? _picture;
        private MapSheet? _sheet;
        private RowImage? _row;
        private Candidate? _image;

        /// <summary>A row that tells which pixel of it is pointed at.</summary>
        public ImageRow(Action<Pixel?> pointed)
        {
            _pointed = pointed;
            Element.AddToClassList("row");
            _cells.AddToClassList("row");
            var words = new VisualElement();
            words.AddToClassList("image-words");
            _name.AddToClassList("side-name");
            _answer.AddToClassList("small");
            _fall.AddToClassList("note");
            words.Add(_name);
            words.Add(_answer);
            words.Add(_fall);
            Element.Add(_place);
            Element.Add(words);
            Element.Add(_cells);
        }

        public VisualElement Element { get; } = new VisualElement();

        /// <summary>Shows an image; differences of so much have the strongest colour.</summary>
        public void Show(StructureSession session, RowImage row, RowImage original, double limit)
        {
            _row = row;
            string key = "rows-" + row.Image.Key.Replace(' ', '-');
            if (_image != row.Image || _picture == null)
            {
                _picture?.Dispose();
                _place.Clear();
                _image = row.Image;
                _picture = new Thumbnail(key + "-picture");
                _place.Add(_picture.Image);
            }

            _picture.Show(session, row.Image.Masks, row.Image.Fill);
            _name.name = key + "-name";
            _name.text = row.Image.Name;
            _answer.name = key + "-answer";
            _answer.text = LayerRowsWording.Answer(row);
            _fall.name = key + "-fall";
            _fall.text = LayerRowsWording.Fall(row, original);
            _cells.EnableInClassList("hidden", row.Column == null);
            if (row.Column is ClusteredLayer column)
            {
                Draw(column, key, limit, session.Display.ColourMap);
            }
        }

        /// <summary>Reads a pixel in every cluster; null for how much each changed.</summary>
        public void Read(Pixel? at)
        {
            if (!(_row?.Column is ClusteredLayer column))
            {
                return;
            }

            for (int place = 0; place < column.Clusters.Count && place < _pictures.Count; place++)
            {
                (Tensor map, bool signed) = Shown(column.Clusters[place]);
                _pictures[place].Mark(at is Pixel marked ? Region.Of(marked) : (Region?)null, false);
                _numbers[place].text = at is Pixel read
                    ? LayerRowsWording.Pixel(TensorValues.ValueAt(map, read.Row, read.Column), signed)
                    : LayerRowsWording.Cluster(_row, place, CellWidth(_pictures.Count) < ForWords);
            }
        }

        public void Dispose()
        {
            _sheet?.Dispose();
            _sheet = null;
            _picture?.Dispose();
            _picture = null;
        }

        /// <summary>What is drawn of a cluster, and whether that has a sign.</summary>
        private static (Tensor Map, bool Signed) Shown(Cluster cluster) =>
            cluster.Difference is Tensor difference ? (difference, true) : (cluster.Representative, false);

        private static float CellWidth(int clusters) => Math.Min(Widest, Room / clusters);

        private void Draw(ClusteredLayer column, string key, double limit, ColourMap colours)
        {
            var size = new Size(column.Height, column.Width);
            int clusters = column.Clusters.Count;
            _sheet?.Dispose();
            _sheet = new MapSheet("Rows", size, clusters);
            MakeCells(clusters);
            byte[] table = colours.LookupTable();
            for (int place = 0; place < clusters; place++)
            {
                (Tensor map, bool signed) = Shown(column.Clusters[place]);
                _sheet.Write(place, map.Data.Span, signed ? ClusterChange.LookupOnScale(map, limit, Signed) : table);
            }

            _sheet.Show();
            for (int place = 0; place < clusters; place++)
            {
                _pictures[place].Named($"{key}-{place}");
                _pictures[place].Show(_sheet.Texture, _sheet.PartOf(place), size);
                _numbers[place].name = $"{key}-{place}-number";
            }
        }

        private void MakeCells(int clusters)
        {
            if (clusters == _pictures.Count)
            {
                return;
            }

            float width = CellWidth(clusters);
            _cells.Clear();
            _pictures.Clear();
            _numbers.Clear();
            for (int place = 0; place < clusters; place++)
            {
                var cell = new VisualElement();
                cell.style.width = width;
                // Beside a margin of its own.
                var picture = new MarkedPicture(Math.Min(Side, width - 8f));
                var number = new Label("");
                number.AddToClassList("note");
                picture.Pointed += _pointed;
                cell.Add(picture);
                cell.Add(number);
                _pictures.Add(picture);
                _numbers.Add(number);
                _cells.Add(cell);
            }
        }
    }
}
