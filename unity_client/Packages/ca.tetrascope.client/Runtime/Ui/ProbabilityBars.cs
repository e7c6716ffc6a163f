using System.Collections.Generic;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Names with their probabilities as numbers and as bars, one below the other.</summary>
    internal sealed class ProbabilityBars
    {
        private readonly VisualElement _place;
        private readonly List<Line> _lines = new List<Line>();
        private int _shown;

        /// <summary>Bars in an element; their numbers are named after it.</summary>
        public ProbabilityBars(VisualElement place)
        {
            _place = place;
        }

        /// <summary>Begins anew; those that are not shown again go.</summary>
        public void Begin()
        {
            _shown = 0;
            Hide();
        }

        /// <summary>Shows one more; <paramref name="share"/> is 0..1.</summary>
        public void Show(string name, double share, bool strong = false)
        {
            if (_shown == _lines.Count)
            {
                _lines.Add(new Line(_place, _shown));
            }

            _lines[_shown].Show(name, share, strong);
            _shown++;
            Hide();
        }

        private void Hide()
        {
            for (int line = 0; line < _lines.Count; line++)
            {
                _lines[line].Element.EnableInClassList("hidden", line >= _shown);
            }
        }

        private sealed class Line
        {
            private readonly Label _name;
            private readonly Label _number;
            private readonly VisualElement _bar;

            public Line(VisualElement place, int line)
            {
                Element = Made(place, "probability");
                VisualElement words = Made(Element, "probability-words");
                _name = new Label("") { name = $"{place.name}-{line}-name" };
                _name.AddToClassList("probability-name");
                _number = new Label("") { name = $"{place.name}-{line}" };
                words.Add(_name);
                words.Add(_number);
                _bar = Made(Made(Element, "probability-track"), "probability-bar");
            }

            public VisualElement Element { get; }

            public void Show(string name, double share, bool strong)
            {
                _name.text = name;
                _number.text = Words.Percent(share);
                _bar.style.width = Length.Percent(100f * (float)share);
                Element.EnableInClassList("strong", strong);
            }

            private static VisualElement Made(VisualElement place, string style)
            {
                var element = new VisualElement();
                element.AddToClassList(style);
                place.Add(element);
                return element;
            }
        }
    }
}
