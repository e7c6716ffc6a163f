using System;
using System.Collections.Generic;

namespace Tetrascope.Settings
{
    /// <summary>What a person adjusts, and who wants to know of it.</summary>
    public abstract class Adjustable
    {
        /// <summary>Something is set otherwise than before.</summary>
        public event Action? Changed;

        /// <summary>Sets a field, and tells of it where that is another value.</summary>
        protected void Set<T>(ref T field, T value)
        {
            if (EqualityComparer<T>.Default.Equals(field, value))
            {
                return;
            }
            field = value;
            Tell();
        }

        /// <summary>Tells that something is set otherwise.</summary>
        protected void Tell()
        {
            Changed?.Invoke();
        }
    }
}
