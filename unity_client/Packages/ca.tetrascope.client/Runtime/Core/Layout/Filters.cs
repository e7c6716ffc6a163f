using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Layout
{
    /// <summary>Which images of a pool stand out; null means that this does not matter.</summary>
    public sealed class Filters : Adjustable
    {
        private int? _label;
        private int? _vertex;
        private bool? _kept;
        private bool _supportVectors;
        private double _outside = 1;
        private int? _window;

        /// <summary>Index of the most probable class.</summary>
        public int? Label
        {
            get => _label;
            set => Set(ref _label, value);
        }

        /// <summary>Vertex that the image was selected to represent, from 0 on.</summary>
        public int? Vertex
        {
            get => _vertex;
            set => Set(ref _vertex, value);
        }

        /// <summary>True for images that kept the label, false for those that changed it.</summary>
        public bool? Kept
        {
            get => _kept;
            set => Set(ref _kept, value);
        }

        /// <summary>Support vectors of the boundary only.</summary>
        public bool SupportVectors
        {
            get => _supportVectors;
            set => Set(ref _supportVectors, value);
        }

        /// <summary>
        /// Only images of which at most this probability lies outside the labels at the corners, 0..1; 1 lets all pass.
        /// </summary>
        public double Outside
        {
            get => _outside;
            set => Set(ref _outside, value);
        }

        /// <summary>Index in the pool's windows.</summary>
        public int? Window
        {
            get => _window;
            set => Set(ref _window, value);
        }

        /// <summary>How many of the filters are in use.</summary>
        public int Count =>
            (Label != null ? 1 : 0) + (Vertex != null ? 1 : 0) + (Kept != null ? 1 : 0) + (SupportVectors ? 1 : 0) +
            (Outside < 1 ? 1 : 0) + (Window != null ? 1 : 0);

        /// <summary>Lets all pass.</summary>
        public void Reset()
        {
            if (Count == 0)
            {
                return;
            }
            (_label, _vertex, _kept, _window) = (null, null, null, null);
            _supportVectors = false;
            _outside = 1;
            Tell();
        }

        /// <summary>Whether an image passes every filter. Support vectors are indices in the pool.</summary>
        public bool Passes(PoolImage image, ICollection<int> supportVectors) =>
            (Label == null || image.Label == Label) &&
            (Vertex == null || image.Represents == Vertex) &&
            (Kept == null || image.Kept == Kept) &&
            (!SupportVectors || supportVectors.Contains(image.Index)) &&
            (Outside >= 1 || image.Outside <= Outside) &&
            (Window == null || image.Window == Window);

        /// <summary>
        /// Whether an image has a place in the scene at all: where the selection is known (the pool is whole) and not
        /// all are wanted, only those that represent a label.
        /// </summary>
        public static bool InScene(PoolImage image, bool whole, bool showAll) =>
            showAll || !whole || image.Represents != null;
    }
}
