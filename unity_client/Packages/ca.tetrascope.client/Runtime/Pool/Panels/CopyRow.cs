using System;
using Tetrascope.Pool;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One line of the list of images: pointed at, it is its copy's in the scene; pressed, it chooses it.
    /// </summary>
    internal sealed class CopyRow : VisualElement
    {
        private const float Side = 32f;

        private readonly CopyPicture _picture;
        private readonly Label[] _cells = new Label[Enum.GetValues(typeof(RowOrder)).Length];
        private readonly PoolPhotos _photos;
        private PoolSelection? _selection;
        private int _index;

        /// <summary>The line at a place of the page, 1-based: its parts are called after it.</summary>
        public CopyRow(int number, PoolPhotos photos)
        {
            _photos = photos;
            name = $"pool-line-{number}";
            AddToClassList("list-row");
            _picture = new CopyPicture(name + "-picture", Side);
            Add(_picture);
            foreach (RowOrder order in Enum.GetValues(typeof(RowOrder)))
            {
                var cell = new Label("") { name = $"{name}-{order.ToString().ToLowerInvariant()}" };
                cell.AddToClassList("list-cell");
                cell.EnableInClassList("list-cell-wide", order == RowOrder.Label);
                _cells[(int)order] = cell;
                Add(cell);
            }

            RegisterCallback<PointerMoveEvent>(_ => _selection!.Hovered = _index);
            RegisterCallback<PointerLeaveEvent>(_ => _selection!.Hovered = null);
            RegisterCallback<PointerDownEvent>(_ => _selection!.Toggle(_index));
        }

        /// <summary>Shows a copy.</summary>
        public void Show(in PoolRow row, PoolSelection selection)
        {
            _selection = selection;
            _index = row.Image.Index;
            _picture.Show(row.Image, _photos, row.SupportVector);
            EnableInClassList("chosen", selection.Selected == _index);
            string support = row.SupportVector ? " · support" : "";
            string answer = row.Image.Kept ? PoolWording.Kept : PoolWording.Changed;
            _cells[(int)RowOrder.Index].text = Words.Whole(_index);
            _cells[(int)RowOrder.Label].text = $"{row.LabelName} · {answer}{support}";
            _cells[(int)RowOrder.Change].text = Words.Points(row.Change);
            _cells[(int)RowOrder.Outside].text = Words.Percent(row.Image.Outside);
            _cells[(int)RowOrder.Distance].text = row.Distance is double known ? Words.Signed(known) : "–";
        }
    }
}
