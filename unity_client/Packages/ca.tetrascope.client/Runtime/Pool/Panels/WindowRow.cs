using System;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// One of the sliding windows: its size and stride, and how many masked copies it adds to the pool.
    /// </summary>
    internal sealed class WindowRow : VisualElement
    {
        private readonly NumberStepper _size;
        private readonly NumberStepper _stride;
        private readonly Label _copies;
        private readonly Button _remove;
        private Window _window = new Window(1, 1);

        /// <param name="number">Its number, from 1 on: its parts are called after it.</param>
        /// <param name="changed">Told of the window that is wanted in its place; of null where none is.</param>
        public WindowRow(int number, Action<Window?> changed)
        {
            string name = $"pool-window-{number}";
            AddToClassList("window-row");
            _size = new NumberStepper(name + "-size", size =>
                changed(new Window(size, Math.Min(_window.Stride, size))));
            _stride = new NumberStepper(name + "-stride", stride => changed(new Window(_window.Size, stride)));
            _copies = new Label("") { name = name + "-copies" };
            _copies.AddToClassList("window-copies");
            _remove = new Button { name = name + "-remove", text = "×", tooltip = $"Remove window {number}" };
            _remove.AddToClassList("stepper-step");
            _remove.clicked += () => changed(null);
            Add(_size);
            Add(_stride);
            Add(_copies);
            Add(_remove);
        }

        /// <summary>Shows a window of a room.</summary>
        /// <param name="window">Its size and stride.</param>
        /// <param name="room">Where it is laid.</param>
        /// <param name="copies">What it adds; null where it is out of range.</param>
        /// <param name="only">Whether it is the only one, which stays.</param>
        public void Show(Window window, in WindowRoom room, int? copies, bool only)
        {
            _window = window;
            _size.Show(window.Size, 1, room.LargestSize);
            _stride.Show(window.Stride, 1, Math.Min(window.Size, room.LargestSize));
            _copies.text = PoolWording.WindowCopies(copies, copies == null ? 0 : room.WindowCount(window));
            _remove.SetEnabled(!only);
        }
    }
}
