using System;
using System.Collections;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public abstract class BaseVerticalCollectionView : BindableElement
    {
        /// <summary>Nothing is laid out here: so many rows are in sight at a time.</summary>
        private const int RowsInSight = 6;

        private readonly List<VisualElement> _rows = new List<VisualElement>();
        private readonly List<int> _bound = new List<int>();
        private int _first;

        public IList itemsSource { internal get; set; }

        private protected Func<VisualElement> Make { get; set; }

        private protected Action<VisualElement, int> Bind { get; set; }

        private protected Action<VisualElement, int> Unbind { get; set; }

        public void RefreshItems()
        {
            for (int row = 0; row < _bound.Count; row++)
            {
                Unbind?.Invoke(_rows[row], _bound[row]);
            }

            _bound.Clear();
            Clear();
            int count = itemsSource?.Count ?? 0;
            for (int index = Math.Min(_first, Math.Max(0, count - 1)); index < count && _bound.Count < RowsInSight;
                index++)
            {
                if (_bound.Count == _rows.Count)
                {
                    _rows.Add(Make());
                }

                VisualElement row = _rows[_bound.Count];
                _bound.Add(index);
                Add(row);
                Bind(row, index);
            }
        }

        /// <summary>Scrolls so that a row is the first in sight.</summary>
        internal void ScrollTo(int index)
        {
            _first = index;
            RefreshItems();
        }

        internal override void SetAttribute(string attribute, string value)
        {
            if (attribute != "fixed-item-height" && attribute != "selection-type")
            {
                base.SetAttribute(attribute, value);
            }
        }
    }

    public abstract class BaseListView : BaseVerticalCollectionView
    {
    }

    public class ListView : BaseListView
    {
        public Func<VisualElement> makeItem
        {
            set => Make = value;
        }

        public Action<VisualElement, int> bindItem
        {
            set => Bind = value;
        }

        public Action<VisualElement, int> unbindItem
        {
            set => Unbind = value;
        }
    }
}
