using Tetrascope.Beside;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A line of the table of both networks' classes: what it is about, and a cell for each network.</summary>
    internal sealed class BesideRow
    {
        private readonly Label _name;
        private readonly Label _a;
        private readonly Label _b;

        /// <summary>A line below those there are; its labels are named after it.</summary>
        public BesideRow(VisualElement place, string name)
        {
            Element = new VisualElement();
            Element.AddToClassList("beside-row");
            _name = Cell(name + "-name", "beside-name");
            _a = Cell(name + "-a", "beside-number");
            _b = Cell(name + "-b", "beside-number");
            place.Add(Element);
        }

        public VisualElement Element { get; }

        public void Show(string name, string a, string b)
        {
            (_name.text, _a.text, _b.text) = (name, a, b);
        }

        /// <summary>Shows a class; the answer of each network stands out.</summary>
        public void Show(ClassBeside row)
        {
            Show(row.Label.Name, BesideWording.Told(row.One), BesideWording.Told(row.Two));
            _a.EnableInClassList("beside-first", row.One?.Rank == 1);
            _b.EnableInClassList("beside-first", row.Two?.Rank == 1);
        }

        private Label Cell(string name, string style)
        {
            var label = new Label("") { name = name };
            label.AddToClassList(style);
            Element.Add(label);
            return label;
        }
    }
}
