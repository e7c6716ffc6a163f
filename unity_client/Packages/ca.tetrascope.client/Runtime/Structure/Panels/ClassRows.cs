using System.Collections.Generic;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Classes with their probabilities as numbers and bars, and what masking changed.</summary>
    internal sealed class ClassRows
    {
        private readonly VisualElement _place;
        private readonly string _name;
        private readonly List<Row> _rows = new List<Row>();

        /// <summary>Rows in an element; their labels are named after <paramref name="name"/> and their place.</summary>
        public ClassRows(VisualElement place, string name)
        {
            _place = place;
            _name = name;
        }

        /// <summary>
        /// Shows so many of the classes, and how each changed where there is something it is held against.
        /// </summary>
        public void Show(IReadOnlyList<ClassChange> classes, int most, bool compared)
        {
            for (int k = _rows.Count; k < most && k < classes.Count; k++)
            {
                _rows.Add(new Row(_place, $"{_name}-{k}"));
            }

            for (int k = 0; k < _rows.Count; k++)
            {
                _rows[k].Element.EnableInClassList("hidden", k >= classes.Count);
                if (k < classes.Count)
                {
                    _rows[k].Show(classes[k], compared);
                }
            }
        }

        private sealed class Row
        {
            private readonly Label _label;
            private readonly Label _share;
            private readonly Label _change;
            private readonly VisualElement _bar = new VisualElement();
            private readonly VisualElement _before = new VisualElement();

            public Row(VisualElement place, string name)
            {
                _label = new Label("") { name = name + "-label" };
                _share = new Label("") { name = name + "-share" };
                _change = new Label("") { name = name + "-change" };
                var line = new VisualElement();
                var track = new VisualElement();
                line.AddToClassList("row");
                track.AddToClassList("class-track");
                _label.AddToClassList("wide");
                _change.AddToClassList("class-change");
                _bar.AddToClassList("class-bar");
                _before.AddToClassList("class-before");
                line.Add(_label);
                line.Add(_share);
                line.Add(_change);
                track.Add(_bar);
                track.Add(_before);
                Element.AddToClassList("class-row");
                Element.Add(line);
                Element.Add(track);
                place.Add(Element);
            }

            public VisualElement Element { get; } = new VisualElement();

            public void Show(in ClassChange known, bool compared)
            {
                _label.text = known.Score.Label.Name;
                _share.text = Words.Percent(known.Score.Probability);
                _change.text = StructureWording.Change(known.Change);
                _bar.style.width = Length.Percent((float)known.Score.Probability * 100f);
                _before.style.left = Length.Percent((float)(known.Before ?? 0) * 100f);
                _change.EnableInClassList("hidden", !compared);
                _before.EnableInClassList("hidden", !compared || known.Before == null);
            }
        }
    }
}
