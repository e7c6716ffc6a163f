using System;
using System.Collections.Generic;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A field that offers values by their titles.</summary>
    internal sealed class Choices<T>
    {
        private readonly DropdownField _field;
        private List<T> _values = new List<T>();

        public Choices(DropdownField field, Action<T> chosen)
        {
            _field = field;
            field.RegisterValueChangedCallback(_ => chosen(_values[field.index]));
        }

        /// <summary>Offers these values, and shows the one that is chosen.</summary>
        public void Show(IReadOnlyList<(T Value, string Title)> offered, T chosen)
        {
            var values = new List<T>();
            var titles = new List<string>();
            foreach ((T value, string title) in offered)
            {
                values.Add(value);
                // A field knows its choices by their words alone, and there are classes of one name.
                titles.Add(titles.Contains(title) ? $"{title} ({values.Count})" : title);
            }

            _values = values;
            _field.choices = titles;
            int place = values.FindIndex(value => EqualityComparer<T>.Default.Equals(value, chosen));
            _field.SetValueWithoutNotify(place < 0 ? "" : titles[place]);
        }
    }
}
