using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The feature maps of a cluster, or of a whole layer: all of them, or one large.</summary>
    public sealed class MapsPanel : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private StructureView _view = null!;

        private VisualElement _panel = null!;
        private VisualElement _scroll = null!;
        private VisualElement _grid = null!;
        private VisualElement _large = null!;
        private Label _title = null!;
        private Label _note = null!;
        private Label _value = null!;
        private Image _picture = null!;
        private StructureSession? _session;
        private Texture2D? _atlas;
        private IReadOnlyList<FeatureMap> _drawn = Array.Empty<FeatureMap>();

        private void Start()
        {
            _panel = _panels.rootVisualElement.Q<VisualElement>("maps");
            _scroll = _panel.Q<VisualElement>("maps-scroll");
            _grid = _panel.Q<VisualElement>("maps-grid");
            _large = _panel.Q<VisualElement>("maps-large");
            _title = _panel.Q<Label>("maps-title");
            _note = _panel.Q<Label>("maps-note");
            _value = _panel.Q<Label>("maps-value");
            _picture = _panel.Q<Image>("maps-picture");
            _panel.Q<Button>("maps-close").clicked += () => _session?.Maps.Close();
            _panel.Q<Button>("maps-back").clicked += () => _session!.Maps.LargeChannel = null;
            _view.SessionChanged += Follow;
            Follow();
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Follow;
            Unfollow();
            Forget();
        }

        private void Follow()
        {
            Unfollow();
            _session = _view.Session;
            if (_session != null)
            {
                _session.Maps.Changed += Show;
                Show();
            }
        }

        private void Unfollow()
        {
            if (_session != null)
            {
                _session.Maps.Changed -= Show;
            }

            _session = null;
        }

        private void Show()
        {
            Maps maps = _session!.Maps;
            _panel.EnableInClassList("hidden", maps.OpenLayer == null);
            _title.text = maps.OpenCluster == null
                ? $"All maps of {maps.OpenLayer}"
                : $"Cluster {maps.OpenCluster + 1} of {maps.OpenLayer}";
            _note.text = maps.Complaint != null
                ? $"{maps.Complaint.Message} {maps.Complaint.Hint}"
                : maps.IsRunning ? "Computing…" : $"{maps.Sorted.Count} maps";
            if (!SameMaps(maps.Sorted, _drawn))
            {
                _drawn = new List<FeatureMap>(maps.Sorted);
                Draw(maps.Sorted);
            }

            int large = maps.LargePlace;
            _scroll.EnableInClassList("hidden", large >= 0);
            _large.EnableInClassList("hidden", large < 0);
            if (large >= 0)
            {
                FeatureMap map = maps.Sorted[large];
                _picture.image = _atlas!;
                _picture.uv = PlaceOf(large, maps.Sorted.Count);
                _value.text = $"channel {map.Channel} · entropy {map.Entropy:0.00}";
            }
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
        private void Draw(IReadOnlyList<FeatureMap> maps)
        {
            Forget();
            _grid.Clear();
            if (maps.Count == 0)
            {
                return;
            }

            var size = new Size(maps[0].Map.Shape[0], maps[0].Map.Shape[1]);
            int columns = Columns(maps.Count);
            int rows = (maps.Count + columns - 1) / columns;
            _atlas = TextureBytes.Picture("Feature maps", new Size(rows * size.Height, columns * size.Width), false);
            _atlas.filterMode = FilterMode.Point;
            byte[] table = ColourMap.Of("").LookupTable();
            Span<byte> into = _atlas.GetPixelData<byte>(0).AsSpan();
            for (int place = 0; place < maps.Count; place++)
            {
                int left = place % columns * size.Width;
                int bottom = place / columns * size.Height;
                TextureBytes.WriteMap(maps[place].Map.Data.Span, size, table, into, left, bottom, columns * size.Width);
                _grid.Add(CardOf(maps[place], PlaceOf(place, maps.Count)));
            }

            _atlas.Apply(false, false);
        }

        private VisualElement CardOf(FeatureMap map, Rect part)
        {
            var card = new Button { name = $"map-{map.Channel}" };
            card.AddToClassList("card");
            card.AddToClassList("map");
            card.Add(new Image { image = _atlas!, uv = part });
            card.Add(new Label($"{map.Channel} · {map.Entropy:0.00}"));
            int channel = map.Channel;
            card.clicked += () => _session!.Maps.LargeChannel = channel;
            return card;
        }

        private static int Columns(int maps) => (int)Math.Ceiling(Math.Sqrt(maps));

        /// <summary>Part of the texture that a map takes, as shares of it.</summary>
        private static Rect PlaceOf(int place, int maps)
        {
            int columns = Columns(maps);
            int rows = (maps + columns - 1) / columns;
            return new Rect(
                (float)(place % columns) / columns, (float)(place / columns) / rows, 1f / columns, 1f / rows);
        }

        private void Forget()
        {
            if (_atlas != null)
            {
                Destroy(_atlas);
            }

            _atlas = null;
        }
    }
}
