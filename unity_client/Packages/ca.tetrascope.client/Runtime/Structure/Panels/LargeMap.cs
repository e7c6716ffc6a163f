using System;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Telling;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One map, large, with the value under the pointer, and beside it what that pixel is computed from.
    /// </summary>
    internal sealed class LargeMap
    {
        private const float Side = 448f;
        private const float InputSide = 280f;

        private readonly MarkedPicture _map = new MarkedPicture(Side).Named("maps-picture");
        private readonly MarkedPicture _input = new MarkedPicture(InputSide).Named("maps-input");
        private readonly MaskedSheet _sheet = new MaskedSheet();
        private readonly VisualElement _panel;
        private readonly ScaleRow _scale;
        private readonly Label _value;
        private readonly Label _field;
        private readonly Label _place;
        private readonly Button _before;
        private readonly Button _next;
        private StructureSession? _session;
        private ReceptiveFields? _fields;
        private NetworkDescription? _network;
        private FeatureMap? _shown;
        private Dwell? _dwell;

        public LargeMap(VisualElement panel)
        {
            _panel = panel;
            panel.Q<VisualElement>("maps-picture-place").Add(_map);
            panel.Q<VisualElement>("maps-input-place").Add(_input);
            _scale = new ScaleRow(panel.Q<VisualElement>("maps-scale"), "maps-scale");
            _value = panel.Q<Label>("maps-value");
            _field = panel.Q<Label>("maps-field");
            _place = panel.Q<Label>("maps-place");
            _before = panel.Q<Button>("maps-before");
            _next = panel.Q<Button>("maps-next");
            _before.clicked += () => _session?.Maps.Step(-1);
            _next.clicked += () => _session?.Maps.Step(1);
            panel.Q<Button>("maps-back").clicked += () => _session!.Maps.LargeChannel = null;
            _map.Pointed += Read;
        }

        /// <summary>Shows the map at a place of a sheet; −1 for none.</summary>
        public void Show(StructureSession session, MapSheet? sheet, int place)
        {
            _dwell = session == _session ? _dwell : new Dwell(session.Teller);
            _session = session;
            _shown = place < 0 || sheet == null ? null : session.Maps.Sorted[place];
            _panel.EnableInClassList("hidden", _shown == null);
            if (_shown == null)
            {
                _map.Press(null);
                return;
            }

            _map.Show(sheet!.Texture, sheet.PartOf(place), sheet.Size);
            (double low, double high) = TensorValues.Range(_shown.Map);
            _scale.Show(session.Display.ColourMap, Words.Value(low), Words.Value(high));
            _place.text = MapsWording.Place(session.Maps);
            _before.SetEnabled(place > 0);
            _next.SetEnabled(place < session.Maps.Sorted.Count - 1);
            ShowInput();
            Read(_map.At);
        }

        /// <summary>Shows the input that it is computed from, as it is masked now.</summary>
        public void ShowInput()
        {
            if (_shown != null && (_session!.Inputs.Present.Value ?? _session.Inputs.Latest) is Input input)
            {
                _sheet.Write(input, _session.Masks.Live);
                _input.Show(_sheet.Texture!, new Rect(0f, 0f, 1f, 1f), _sheet.Size);
            }
        }

        /// <summary>Moves the pixel that is read; from the middle where none is.</summary>
        public void MovePixel(int rows, int columns)
        {
            if (_shown == null)
            {
                return;
            }

            Size size = TensorValues.SizeOf(_shown.Map);
            Pixel from = _map.At ?? new Pixel((size.Height - 1) / 2, (size.Width - 1) / 2);
            int row = Math.Clamp(from.Row + rows, 0, size.Height - 1);
            _map.Press(new Pixel(row, Math.Clamp(from.Column + columns, 0, size.Width - 1)));
        }

        public void Dispose()
        {
            _sheet.Dispose();
            _scale.Dispose();
        }

        private void Read(Pixel? at)
        {
            _dwell?.Over(at is Pixel looked && _shown != null
                ? new Hovered(
                    "map", _session!.Maps.OpenLayer, channel: _shown.Channel, row: looked.Row, column: looked.Column)
                : default);
            if (_shown == null)
            {
                return;
            }

            Region? field = at is Pixel pixel ? FieldOf(pixel) : null;
            _value.text = at is Pixel known
                ? StructureWording.HoverPixel(known, TensorValues.ValueAt(_shown.Map, known.Row, known.Column))
                : StructureWording.MapScore(_shown, _session!.Display.Criterion);
            _field.text = field is Region found ? StructureWording.ComputedFrom(found) : MapsWording.PointAtMap;
            _map.Mark(at is Pixel marked ? Region.Of(marked) : (Region?)null, false);
            _input.Mark(field, true);
        }

        private Region? FieldOf(Pixel pixel)
        {
            if (!(_session!.Subject.Network is NetworkDescription network) || !(_session.Maps.Layer is Layer layer))
            {
                return null;
            }

            if (_fields == null || !ReferenceEquals(network, _network))
            {
                _network = network;
                _fields = new ReceptiveFields(network.Stages);
            }

            _fields.Find(layer.Stage, Region.Of(pixel));
            return _fields[0];
        }
    }
}
