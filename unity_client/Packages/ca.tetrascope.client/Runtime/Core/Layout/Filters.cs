using System.Collections.Generic;
using System.Globalization;
using Tetrascope.Geometry;
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

        /// <summary>
        /// The filters in use as an address has them, such as <c>label:285;kept;outside:0.2</c>; empty for none.
        /// </summary>
        public string Text
        {
            get
            {
                var parts = new List<string>();
                Add(parts, "label", Label);
                Add(parts, "vertex", Vertex);
                if (Kept is bool kept)
                {
                    parts.Add(kept ? "kept" : "changed");
                }
                if (SupportVectors)
                {
                    parts.Add("support");
                }
                if (Outside < 1)
                {
                    parts.Add("outside:" + Outside.ToString("0.####", CultureInfo.InvariantCulture));
                }
                Add(parts, "window", Window);
                return string.Join(";", parts);
            }
        }

        /// <summary>
        /// Takes the filters that <see cref="Text"/> says; where one is not understood, they stay as they are.
        /// </summary>
        public void Take(string text)
        {
            var read = new Filters();
            foreach (string part in text.Split(';'))
            {
                if (!read.TakeOne(part))
                {
                    return;
                }
            }
            (_label, _vertex, _kept, _window) = (read._label, read._vertex, read._kept, read._window);
            (_supportVectors, _outside) = (read._supportVectors, read._outside);
            Tell();
        }

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

        private static void Add(List<string> parts, string name, int? value)
        {
            if (value is int known)
            {
                parts.Add(name + ":" + known.ToString(CultureInfo.InvariantCulture));
            }
        }

        private bool TakeOne(string part)
        {
            string[] said = part.Split(new[] { ':' }, 2);
            string value = said.Length > 1 ? said[1] : "";
            bool whole = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            switch (said[0])
            {
                case "kept":
                case "changed":
                    _kept = said[0] == "kept";
                    return true;
                case "support":
                    _supportVectors = true;
                    return true;
                case "outside":
                    bool share = double.TryParse(
                        value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double outside);
                    _outside = share && outside <= 1 ? outside : 1;
                    return true;
                case "label":
                    _label = whole ? number : (int?)null;
                    return true;
                case "vertex":
                    _vertex = whole && number < PoolNumbers.Vertices.Count ? number : (int?)null;
                    return true;
                case "window":
                    _window = whole && number < PoolRequest.MaxWindows ? number : (int?)null;
                    return true;
                default:
                    return false;
            }
        }
    }
}
