using System.Collections.Generic;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Names with their probabilities as numbers and bars, and how each changed.</summary>
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
            Add(name, share, strong, null, null);
        }

        /// <summary>
        /// Shows so many classes anew, the first as the answer, and what masking did to each where it is held against
        /// another image's.
        /// </summary>
        public void Show(IReadOnlyList<ClassChange> classes, int most, bool compared)
        {
            Begin();
            for (int k = 0; k < classes.Count && k < most; k++)
            {
                ClassChange known = classes[k];
                string? change = compared ? StructureWording.Change(known.Change) : null;
                Add(known.Score.Label.Name, known.Score.Probability, k == 0, change, compared ? known.Before : null);
            }
        }

        private void Add(string name, double share, bool strong, string? change, double? before)
        {
            if (_shown == _lines.Count)
            {
                _lines.Add(new Line(_place, _shown));
            }

            _lines[_shown].Show(name, share, strong, change, before);
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
            private readonly Label _change;
            private readonly VisualElement _bar;
            private readonly VisualElement _before;

            public Line(VisualElement place, int line)
            {
                Element = Made(place, "probability");
                VisualElement words = Made(Element, "probability-words");
                _name = new Label("") { name = $"{place.name}-{line}-name" };
                _name.AddToClassList("probability-name");
                _number = new Label("") { name = $"{place.name}-{line}" };
                _change = new Label("") { name = $"{place.name}-{line}-change" };
                _change.AddToClassList("probability-change");
                words.Add(_name);
                words.Add(_number);
                words.Add(_change);
                VisualElement track = Made(Element, "probability-track");
                _bar = Made(track, "probability-bar");
                _before = Made(track, "probability-before");
            }

            public VisualElement Element { get; }

            public void Show(string name, double share, bool strong, string? change, double? before)
            {
                _name.text = name;
                _number.text = Words.Percent(share);
                _bar.style.width = Length.Percent(100f * (float)share);
                Element.EnableInClassList("strong", strong);
                _change.text = change ?? "";
                _change.EnableInClassList("hidden", change == null);
                _before.style.left = Length.Percent(100f * (float)(before ?? 0));
                _before.EnableInClassList("hidden", before == null);
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
