using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>One of two images: how it looks, what the network answers, and the layer's representatives.</summary>
    internal sealed class CompareSide
    {
        /// <summary>Classes shown for each side.</summary>
        private const int Classes = 5;

        private readonly string _letter;
        private readonly string _name;
        private readonly Label _title;
        private readonly VisualElement _here;
        private readonly VisualElement _clusters;
        private readonly Thumbnail _picture;
        private readonly ProbabilityBars _classes;
        private SideAnswer? _shown;
        private ColourMap? _colours;
        private MapSheet? _sheet;

        /// <summary>The side of a letter, A or B, in an element.</summary>
        public CompareSide(VisualElement place, string letter)
        {
            _letter = letter;
            _name = "compare-" + letter.ToLowerInvariant();
            _title = place.Q<Label>(_name + "-title");
            _here = place.Q<VisualElement>(_name + "-classes");
            _clusters = place.Q<VisualElement>(_name + "-clusters");
            _picture = new Thumbnail(_name + "-picture");
            _classes = new ProbabilityBars(_here);
            place.Q<VisualElement>(_name + "-place").Add(_picture.Image);
        }

        /// <summary>Shows a side against another; null for none.</summary>
        public void Show(StructureSession session, Side side, Side? against)
        {
            if (side.Image is Candidate image)
            {
                _title.text = $"{_letter}: {image.Name}";
                _picture.Show(session, image.Masks, image.Fill);
            }

            SideAnswer? answer = side.Answer.Value;
            _here.EnableInClassList("hidden", answer == null);
            _clusters.EnableInClassList("hidden", answer == null);
            if (answer == null)
            {
                return;
            }

            Predictions? before = against?.Answer.Value?.Predictions;
            _classes.Show(ClassChange.Between(answer.Predictions, before), Classes, before != null);
            if (!ReferenceEquals(answer, _shown) || session.Display.ColourMap != _colours)
            {
                _shown = answer;
                _colours = session.Display.ColourMap;
                Draw(answer.Column);
            }
        }

        public void Dispose()
        {
            _picture.Dispose();
            _sheet?.Dispose();
        }

        private void Draw(ClusteredLayer column)
        {
            _sheet?.Dispose();
            _clusters.Clear();
            _sheet = new MapSheet("Representatives", new Size(column.Height, column.Width), column.Clusters.Count);
            byte[] table = _colours!.LookupTable();
            foreach (Cluster cluster in column.Clusters)
            {
                _sheet.Write(cluster.Index, cluster.Representative.Data.Span, table);
                var card = new VisualElement();
                var picture = new Image { name = $"{_name}-cluster-{cluster.Index}" };
                picture.image = _sheet.Texture;
                picture.uv = _sheet.PartOf(cluster.Index);
                picture.AddToClassList("thumbnail");
                var words = new Label(ComparisonWording.Representative(cluster, column.Criterion));
                words.AddToClassList("note");
                card.AddToClassList("representative");
                card.Add(picture);
                card.Add(words);
                _clusters.Add(card);
            }

            _sheet.Show();
        }
    }
}
