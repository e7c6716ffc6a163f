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
    /// A layer in the list of layers: its name and size, and its first maps, small, while it is in sight.
    /// </summary>
    internal sealed class LayerRow
    {
        private readonly Label _number = new Label("");
        private readonly Label _name = new Label("");
        private readonly Label _kind = new Label("");
        private readonly Label _size = new Label("");
        private readonly Image[] _pictures = new Image[FirstMaps.PerLayer];
        private MapSheet? _sheet;
        private IDisposable? _watch;
        private Layer? _layer;

        /// <summary>A row that opens its layer.</summary>
        public LayerRow(Action<string> open)
        {
            var words = new VisualElement();
            _number.AddToClassList("layer-number");
            _kind.AddToClassList("note");
            words.AddToClassList("wide");
            words.Add(_name);
            words.Add(_kind);
            Element.AddToClassList("layer");
            Element.Add(_number);
            Element.Add(words);
            for (int place = 0; place < _pictures.Length; place++)
            {
                _pictures[place] = new Image();
                _pictures[place].AddToClassList("layer-map");
                Element.Add(_pictures[place]);
            }

            _size.AddToClassList("layer-size");
            Element.Add(_size);
            Element.clicked += () => open(_layer!.Name);
        }

        public Button Element { get; } = new Button();

        /// <summary>Shows a layer, and its maps when they come.</summary>
        public void Show(int number, Layer layer, FirstMaps maps, ColourMap colours)
        {
            Leave();
            _layer = layer;
            Element.name = "layer-" + layer.Name;
            _name.name = $"layer-{layer.Name}-name";
            _size.name = $"layer-{layer.Name}-size";
            _number.text = Words.Whole(number);
            _name.text = layer.Name;
            _kind.text = StructureWording.LayerKind(layer);
            _size.text = StructureWording.LayerSize(layer);
            for (int place = 0; place < _pictures.Length; place++)
            {
                _pictures[place].name = $"layer-{layer.Name}-map-{place}";
                _pictures[place].EnableInClassList("hidden", place >= layer.Channels);
                _pictures[place].image = null!;
            }

            byte[] table = colours.LookupTable();
            _watch = maps.Watch(layer, arrived => Draw(arrived, table));
        }

        /// <summary>It is out of sight: nothing is asked for it any more, and its pictures go.</summary>
        public void Leave()
        {
            _watch?.Dispose();
            _sheet?.Dispose();
            _watch = null;
            _sheet = null;
        }

        private void Draw(IReadOnlyList<FeatureMap> maps, byte[] table)
        {
            _sheet?.Dispose();
            _sheet = new MapSheet("First maps", TensorValues.SizeOf(maps[0].Map), maps.Count);
            for (int place = 0; place < maps.Count && place < _pictures.Length; place++)
            {
                _sheet.Write(place, maps[place].Map.Data.Span, table);
                _pictures[place].image = _sheet.Texture;
                _pictures[place].uv = _sheet.PartOf(place);
            }

            _sheet.Show();
        }
    }
}
