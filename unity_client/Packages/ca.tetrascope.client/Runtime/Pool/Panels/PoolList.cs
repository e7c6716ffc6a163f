using System;
using System.Collections.Generic;
using Tetrascope.Pool;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The images that pass the filters as a list: to sort, to read page by page, and to choose from.
    /// </summary>
    public sealed class PoolList : PoolPart
    {
        private const int PageLength = 6;

        [SerializeField, Tooltip("The pictures that copies consist of.")]
        private PoolPhotos _photos = null!;

        private readonly List<CopyRow> _lines = new List<CopyRow>();
        private readonly Button[] _heads = new Button[Enum.GetValues(typeof(RowOrder)).Length];
        private VisualElement _panel = null!;
        private Label _none = null!;
        private Label _where = null!;
        private Button _open = null!;
        private Button _before = null!;
        private Button _next = null!;
        private PoolRows? _rows;
        private bool _opened;
        private int _first;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("pool-list");
            _none = root.Q<Label>("pool-list-none");
            _where = root.Q<Label>("pool-list-where");
            _open = root.Q<Button>("pool-list-open");
            _before = root.Q<Button>("pool-list-before");
            _next = root.Q<Button>("pool-list-next");
            foreach (RowOrder order in Enum.GetValues(typeof(RowOrder)))
            {
                RowOrder own = order;
                _heads[(int)order] = root.Q<Button>("pool-sort-" + order.ToString().ToLowerInvariant());
                _heads[(int)order].clicked += () => Sort(own);
            }

            for (int line = 0; line < PageLength; line++)
            {
                _lines.Add(new CopyRow(line + 1, _photos));
                root.Q<VisualElement>("pool-lines").Add(_lines[line]);
            }

            _open.clicked += () => Open(!_opened);
            _before.clicked += () => Turn(-PageLength);
            _next.clicked += () => Turn(PageLength);
            _photos.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            _photos.Changed -= Refresh;
            base.OnDestroy();
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            _rows = new PoolRows(session);
            session.Display.Changed += Refresh;
            session.Boundary.Changed += Refresh;
            session.Run.Began += Refresh;
            session.ImagesArrived += Refresh;
            session.Selection.Chosen += Find;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Display.Changed -= Refresh;
            session.Boundary.Changed -= Refresh;
            session.Run.Began -= Refresh;
            session.ImagesArrived -= Refresh;
            session.Selection.Chosen -= Find;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            _panel.EnableInClassList("hidden", !_opened);
            _open.EnableInClassList("chosen", _opened);
            if (_opened)
            {
                _rows!.Update();
                ShowPage();
            }
        }

        private void ShowPage()
        {
            IReadOnlyList<PoolRow> rows = _rows!.Lines;
            _first = Math.Max(0, Math.Min(_first, (rows.Count - 1) / PageLength * PageLength));
            int last = Math.Min(rows.Count, _first + PageLength);
            for (int line = 0; line < PageLength; line++)
            {
                bool shown = _first + line < last;
                _lines[line].EnableInClassList("hidden", !shown);
                if (shown)
                {
                    _lines[line].Show(rows[_first + line], Session.Selection);
                }
            }

            _none.EnableInClassList("hidden", rows.Count > 0);
            _before.SetEnabled(_first > 0);
            _next.SetEnabled(last < rows.Count);
            _where.text = rows.Count == 0
                ? ""
                : $"{Words.Whole(_first + 1)}–{Words.Whole(last)} of {Words.Whole(rows.Count)}";
            for (int head = 0; head < _heads.Length; head++)
            {
                string title = PoolWording.ColumnTitles[head];
                _heads[head].text = (RowOrder)head == _rows.Order ? $"{title} {(_rows.Falling ? "▼" : "▲")}" : title;
            }
        }

        private void Open(bool open)
        {
            _opened = open;
            Refresh();
        }

        private void Sort(RowOrder order)
        {
            _rows!.SortBy(order);
            string way = _rows.Falling ? "falling" : "rising";
            Session.Teller.Set("list_order", $"{order.ToString().ToLowerInvariant()} {way}");
            _first = 0;
            ShowPage();
        }

        private void Turn(int lines)
        {
            _first += lines;
            ShowPage();
        }

        /// <summary>Turns to the page of what was chosen in the scene.</summary>
        private void Find(int? index)
        {
            int place = _opened ? _rows!.PlaceOf(index) : -1;
            _first = place < 0 ? _first : place / PageLength * PageLength;
            Refresh();
        }
    }
}
