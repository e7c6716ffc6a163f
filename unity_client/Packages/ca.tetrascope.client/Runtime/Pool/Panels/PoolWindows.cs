using System.Collections.Generic;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The sliding windows of a pool: their sizes and strides, one more, one less, or the defaults.</summary>
    public sealed class PoolWindows : PoolPart
    {
        private readonly List<WindowRow> _rows = new List<WindowRow>();
        private VisualElement _table = null!;
        private Button _add = null!;
        private Button _defaults = null!;
        private Label _later = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _table = root.Q<VisualElement>("pool-windows");
            _later = root.Q<Label>("pool-windows-later");
            _add = root.Q<Button>("pool-windows-add");
            _defaults = root.Q<Button>("pool-windows-defaults");
            _add.clicked += AddWindow;
            _defaults.clicked += () => Session.Settings.Windows = null;
            // All of them at once, so that a button that is held down outlasts what it changes.
            for (int place = 0; place < PoolRequest.MaxWindows; place++)
            {
                int own = place;
                var row = new WindowRow(place + 1, window => Put(own, window));
                _rows.Add(row);
                _table.Add(row);
            }
        }

        /// <inheritdoc/>
        protected override void Follow(PoolSession session)
        {
            session.Settings.Changed += Refresh;
            session.Subject.Changed += Refresh;
        }

        /// <inheritdoc/>
        protected override void Unfollow(PoolSession session)
        {
            session.Settings.Changed -= Refresh;
            session.Subject.Changed -= Refresh;
        }

        /// <inheritdoc/>
        protected override void Show()
        {
            PoolSettings settings = Session.Settings;
            IReadOnlyList<Window> windows = settings.WindowsInUse;
            bool known = settings.Room != null;
            _table.EnableInClassList("hidden", !known);
            _later.EnableInClassList("hidden", known);
            _add.SetEnabled(known && windows.Count < PoolRequest.MaxWindows);
            _defaults.EnableInClassList("hidden", settings.Windows == null);
            if (!(settings.Room is WindowRoom room))
            {
                return;
            }

            IReadOnlyList<int?> copies = room.WindowCounts(windows, settings.Refine);
            for (int place = 0; place < _rows.Count; place++)
            {
                _rows[place].EnableInClassList("hidden", place >= windows.Count);
                if (place < windows.Count)
                {
                    _rows[place].Show(windows[place], room, copies[place], windows.Count == 1);
                }
            }
        }

        private void AddWindow()
        {
            if (Session.Settings.Room is WindowRoom room)
            {
                var windows = new List<Window>(Session.Settings.WindowsInUse);
                windows.Add(room.Another(windows));
                Session.Settings.Windows = windows;
            }
        }

        private void Put(int place, Window? window)
        {
            var windows = new List<Window>(Session.Settings.WindowsInUse);
            if (window == null)
            {
                windows.RemoveAt(place);
            }
            else
            {
                windows[place] = window;
            }

            Session.Settings.Windows = windows;
        }
    }
}
