using System;

namespace Tetrascope.Pool
{
    /// <summary>Which image of a session's pool is looked at, by its index in the pool.</summary>
    public sealed class PoolSelection
    {
        private int? _hovered;
        private int? _selected;

        internal PoolSelection()
        {
        }

        /// <summary>Another image is pointed at, or none.</summary>
        public event Action<int?>? Hovering;

        /// <summary>Another image is chosen, or none.</summary>
        public event Action<int?>? Chosen;

        /// <summary>A person has clicked an image in a list or a plot; null where they let go of it.</summary>
        public event Action<int?>? Clicked;

        /// <summary>The image that is pointed at; null for none.</summary>
        public int? Hovered
        {
            get => _hovered;
            set
            {
                if (value == _hovered)
                {
                    return;
                }
                _hovered = value;
                Hovering?.Invoke(value);
            }
        }

        /// <summary>The image that was clicked; null for none.</summary>
        public int? Selected
        {
            get => _selected;
            set
            {
                if (value == _selected)
                {
                    return;
                }
                _selected = value;
                Chosen?.Invoke(value);
            }
        }

        /// <summary>Lets go of the one that is chosen.</summary>
        public void Release()
        {
            Selected = null;
            Clicked?.Invoke(null);
        }

        /// <summary>Chooses an image, or lets go of the one that is chosen already.</summary>
        public void Toggle(int index)
        {
            Selected = Selected == index ? (int?)null : index;
            Clicked?.Invoke(Selected);
        }
    }
}
