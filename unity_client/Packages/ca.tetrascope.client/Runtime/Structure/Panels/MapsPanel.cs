using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The feature maps of a cluster, or of a whole layer: all of them, or one large.</summary>
    public sealed class MapsPanel : StructurePart
    {
        private readonly List<FeatureMap> _drawn = new List<FeatureMap>();
        private ColourMap? _colours;
        private bool _takesKeys;
        private LargeMap _large = null!;
        private PortraitCards _portrait = null!;
        private VisualElement _panel = null!;
        private VisualElement _scroll = null!;
        private VisualElement _grid = null!;
        private DropdownField _shown = null!;
        private DropdownField _order = null!;
        private Button _all = null!;
        private Label _title = null!;
        private Label _note = null!;
        private MapSheet? _sheet;

        /// <summary>When maps are here the keyboard is at the first of them: arrows go through them.</summary>
        public void TakeKeys()
        {
            _takesKeys = true;
        }

        /// <summary>Moves the pixel of the large map that is read.</summary>
        public void MovePixel(int rows, int columns)
        {
            _large.MovePixel(rows, columns);
        }

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("maps");
            _scroll = _panel.Q<VisualElement>("maps-scroll");
            _grid = _panel.Q<VisualElement>("maps-grid");
            _title = _panel.Q<Label>("maps-title");
            _note = _panel.Q<Label>("maps-note");
            _shown = _panel.Q<DropdownField>("maps-shown");
            _order = _panel.Q<DropdownField>("maps-order");
            _all = _panel.Q<Button>("maps-all");
            _large = new LargeMap(_panel.Q<VisualElement>("maps-large"));
            _portrait = new PortraitCards(_panel.Q<VisualElement>("portrait"));
            _panel.Q<Button>("maps-close").clicked += () => Session.Maps.Close();
            _all.clicked += () => Session.Maps.Open(Session.Maps.OpenLayer!, null);
            _shown.RegisterValueChangedCallback(
                _ => Session.Maps.Open(Session.Maps.OpenLayer!, _shown.index == 0 ? (int?)null : _shown.index - 1));
            _order.RegisterValueChangedCallback(_ => Session.Maps.Order = (MapOrder)_order.index);
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Maps.Changed += Show;
            session.Display.Changed += Show;
            session.ProgressChanged += ShowChoices;
            session.ProgressChanged += session.Portrait.Follow;
            session.Maps.Changed += session.Portrait.Follow;
            session.Portrait.Changed += ShowPortrait;
            session.Inputs.Changed += _large.ShowInput;
            session.MaskChanged += _large.ShowInput;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Maps.Changed -= Show;
            session.Display.Changed -= Show;
            session.ProgressChanged -= ShowChoices;
            session.ProgressChanged -= session.Portrait.Follow;
            session.Maps.Changed -= session.Portrait.Follow;
            session.Portrait.Changed -= ShowPortrait;
            session.Inputs.Changed -= _large.ShowInput;
            session.MaskChanged -= _large.ShowInput;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            base.OnDestroy();
            _sheet?.Dispose();
            _large?.Dispose();
            _portrait?.Dispose();
        }

        private void Show()
        {
            Maps maps = Session.Maps;
            _panel.EnableInClassList("hidden", maps.Layer == null);
            ShowChoices();
            if (!SameMaps(maps.Sorted, _drawn) || _colours != Session.Display.ColourMap)
            {
                _colours = Session.Display.ColourMap;
                _drawn.Clear();
                _drawn.AddRange(maps.Sorted);
                Draw();
            }

            ShowPortrait();
            int large = maps.LargePlace;
            _scroll.EnableInClassList("hidden", large >= 0);
            _large.Show(Session, _sheet, large);
        }

        private void ShowPortrait()
        {
            Components? open = Session.Maps.OpenCluster == null ? null : Session.Portrait.Components;
            _portrait.Show(open, Session.Display.ColourMap);
        }

        /// <summary>What it shows, and what else it could: it changes with the columns.</summary>
        private void ShowChoices()
        {
            Maps maps = Session.Maps;
            if (!(maps.Layer is Layer layer))
            {
                return;
            }

            IReadOnlyList<Cluster>? clusters = maps.Clusters;
            bool gone = maps.OpenCluster >= clusters?.Count;
            _title.text = MapsWording.Title(layer, maps);
            _note.text = maps.Complaint != null
                ? $"{maps.Complaint.Message} {maps.Complaint.Hint}"
                : gone ? MapsWording.Gone(clusters!.Count) : MapsWording.About(layer, maps);
            _all.EnableInClassList("hidden", !gone);
            var shown = new List<string> { MapsWording.All(layer) };
            foreach (Cluster cluster in clusters ?? Array.Empty<Cluster>())
            {
                shown.Add(MapsWording.Choice(cluster));
            }

            int now = maps.OpenCluster + 1 ?? 0;
            _shown.choices = shown;
            _shown.SetValueWithoutNotify(now < shown.Count ? shown[now] : "");
            _shown.EnableInClassList("hidden", maps.LargeChannel != null || shown.Count == 1);
            _order.choices = new List<string> { "Channel", CriterionWording.Title(Session.Display.Criterion) };
            _order.SetValueWithoutNotify(_order.choices[(int)maps.Order]);
            _order.EnableInClassList("hidden", maps.LargeChannel != null);
        }

        private static bool SameMaps(IReadOnlyList<FeatureMap> one, IReadOnlyList<FeatureMap> other)
        {
            bool same = one.Count == other.Count;
            for (int i = 0; same && i < one.Count; i++)
            {
                same = ReferenceEquals(one[i], other[i]);
            }

            return same;
        }

        /// <summary>Draws all maps into one texture, and shows each by its part of it.</summary>
        private void Draw()
        {
            _sheet?.Dispose();
            _sheet = null;
            _grid.Clear();
            if (_drawn.Count == 0)
            {
                return;
            }

            byte[] table = _colours!.LookupTable();
            _sheet = new MapSheet("Feature maps", TensorValues.SizeOf(_drawn[0].Map), _drawn.Count);
            for (int place = 0; place < _drawn.Count; place++)
            {
                _sheet.Write(place, _drawn[place].Map.Data.Span, table);
                VisualElement card = CardOf(_drawn[place], _sheet.Texture, _sheet.PartOf(place));
                _grid.Add(card);
                if (_takesKeys)
                {
                    _takesKeys = false;
                    card.Focus();
                }
            }

            _sheet.Show();
        }

        private VisualElement CardOf(FeatureMap map, Texture texture, Rect part)
        {
            var card = new Button { name = $"map-{map.Channel}" };
            card.AddToClassList("card");
            card.AddToClassList("map");
            card.Add(new Image { image = texture, uv = part });
            card.Add(new Label($"{map.Channel} · {CriterionWording.Score(Session.Display.Criterion, map.Score)}"));
            int channel = map.Channel;
            card.clicked += () => Session.Maps.LargeChannel = channel;
            return card;
        }
    }
}
