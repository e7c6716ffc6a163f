using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Above a cluster's maps: what its picture shows, and other images that could stand for it.</summary>
    internal sealed class PortraitCards
    {
        private readonly VisualElement _place;
        private readonly VisualElement _images;
        private readonly Label _words;
        private readonly Label _weights;
        private Components? _drawn;
        private ColourMap? _colours;
        private MapSheet? _sheet;

        public PortraitCards(VisualElement place)
        {
            _place = place;
            _words = place.Q<Label>("portrait-words");
            _images = place.Q<VisualElement>("portrait-images");
            _weights = place.Q<Label>("portrait-weights");
        }

        public void Show(Components? components, ColourMap colours)
        {
            _place.EnableInClassList("hidden", components == null);
            if (ReferenceEquals(components, _drawn) && colours == _colours)
            {
                return;
            }

            _drawn = components;
            _colours = colours;
            Dispose();
            _images.Clear();
            if (components == null)
            {
                return;
            }

            _words.text = PortraitWording.Shows(components);
            _weights.text = PortraitWording.Weights(components);
            byte[] table = colours.LookupTable();
            int count = components.Representatives.Count;
            var size = new Size(components.Height, components.Width);
            _sheet = new MapSheet("What could stand for a cluster", size, count);
            for (int place = 0; place < count; place++)
            {
                Representative image = components.Representatives[place];
                _sheet.Write(place, image.Map.Data.Span, table);
                var card = new VisualElement { name = "portrait-" + image.Method };
                card.AddToClassList("card");
                card.AddToClassList("map");
                card.Add(new Image { image = _sheet.Texture, uv = _sheet.PartOf(place) });
                card.Add(new Label(PortraitWording.Image(image)));
                _images.Add(card);
            }

            _sheet.Show();
        }

        public void Dispose()
        {
            _sheet?.Dispose();
            _sheet = null;
        }
    }
}
