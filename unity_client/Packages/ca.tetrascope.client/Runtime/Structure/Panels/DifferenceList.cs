using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Every channel of a comparison, the most different first; drawn where it is in sight.</summary>
    internal sealed class DifferenceList
    {
        private readonly Dictionary<VisualElement, DifferenceRow> _rows =
            new Dictionary<VisualElement, DifferenceRow>();
        private readonly VisualElement _all;
        private readonly ListView _list;
        private readonly Label _about;
        private readonly Toggle _own;
        private readonly ScaleRow _scale;
        private IReadOnlyList<ChannelDifference>? _shown;
        private ColourMap _colours = SceneColours.ColourMaps[0];
        private double _limit;

        public DifferenceList(VisualElement place)
        {
            _all = place;
            _list = place.Q<ListView>("compare-list");
            _about = place.Q<Label>("compare-about");
            _own = place.Q<Toggle>("compare-own-scale");
            _scale = new ScaleRow(place.Q<VisualElement>("compare-scale"), "compare-scale");
            _list.makeItem = Make;
            _list.bindItem = (element, index) => _rows[element].Show(_shown![index], LimitOf(_shown[index]), _colours);
            _list.unbindItem = (element, _) => _rows[element].Dispose();
            _own.RegisterValueChangedCallback(_ => Draw());
        }

        /// <summary>Shows the channels of two images; null for none.</summary>
        public void Show(IReadOnlyList<ChannelDifference>? pairs, ColourMap colours)
        {
            _all.EnableInClassList("hidden", pairs == null);
            if (ReferenceEquals(pairs, _shown) && colours == _colours)
            {
                return;
            }

            _shown = pairs;
            _colours = colours;
            Draw();
        }

        public void Dispose()
        {
            _scale.Dispose();
            foreach (DifferenceRow row in _rows.Values)
            {
                row.Dispose();
            }
        }

        private void Draw()
        {
            IReadOnlyList<ChannelDifference> pairs = _shown ?? Array.Empty<ChannelDifference>();
            _limit = 0;
            foreach (ChannelDifference pair in pairs)
            {
                _limit = Math.Max(_limit, pair.Largest);
            }

            _about.text = ComparisonWording.About(pairs);
            string largest = Words.Value(_limit);
            _scale.Show(
                DivergingColours.Scale, _own.value ? "B < A" : "−" + largest, _own.value ? "B > A" : "+" + largest);
            _list.itemsSource = new List<ChannelDifference>(pairs);
            _list.RefreshItems();
        }

        private double LimitOf(ChannelDifference pair) => _own.value ? pair.Largest : _limit;

        private VisualElement Make()
        {
            var row = new DifferenceRow();
            _rows[row.Element] = row;
            return row.Element;
        }
    }
}
