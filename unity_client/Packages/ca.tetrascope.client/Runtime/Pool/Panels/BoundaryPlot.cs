using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The signed distances of all copies to the boundary: changed ones stand above the axis, kept ones hang below. A
    /// dot that is pointed at is its copy's in the scene; pressed, it chooses it.
    /// </summary>
    internal sealed class BoundaryPlot
    {
        private const int Width = 288;
        private const int Height = 150;

        /// <summary>Pixels of the texture for one of the panel.</summary>
        private const int Density = 2;

        /// <summary>How near to a dot a pointer must be.</summary>
        private const double Reach = 9;
        private const int Ticks = 5;

        private readonly VisualElement _place;
        private readonly Image _picture = new Image { name = "pool-plot", scaleMode = ScaleMode.StretchToFill };
        private readonly VisualElement _hovered = Marker();
        private readonly VisualElement _chosen = Marker();
        private readonly List<Label> _ticks = new List<Label>();
        private readonly Texture2D _texture =
            TextureBytes.Picture("Distances", new Size(Density * Height, Density * Width), false);

        private readonly PlotPixels _pixels = new PlotPixels(Density * Width, Density * Height);
        private Boundary? _shown;
        private DistancePlot? _plot;

        public BoundaryPlot(VisualElement place)
        {
            _place = place;
            _picture.image = _texture;
            _picture.style.width = (float)Width;
            _picture.style.height = (float)Height;
            _picture.AddToClassList("plot");
            _picture.RegisterCallback<PointerMoveEvent>(moved => Selection.Hovered = At(moved.localPosition));
            _picture.RegisterCallback<PointerLeaveEvent>(_ => Selection.Hovered = null);
            _picture.RegisterCallback<PointerDownEvent>(pressed => Choose(At(pressed.localPosition)));
            _picture.Add(_hovered);
            _picture.Add(_chosen);
            place.Add(_picture);
            AddWords("changed ▲", 6f, 2f);
            AddWords("kept ■", 6f, Height - 36f);
        }

        /// <summary>What is looked at, which it shows and changes.</summary>
        public PoolSelection Selection { get; set; } = null!;

        /// <summary>Shows the distances of a boundary; nothing where there is none.</summary>
        public void Show(Boundary? boundary, PoolSoFar? pool, ICollection<int> supportVectors)
        {
            if (ReferenceEquals(boundary, _shown))
            {
                return;
            }

            _shown = boundary;
            _plot = boundary == null || pool == null ? null : new DistancePlot(boundary, pool.Images, Width, Height);
            if (_plot != null)
            {
                Draw(_plot, supportVectors);
                ShowTicks(_plot);
            }

            Mark();
        }

        /// <summary>Marks what is pointed at and what is chosen.</summary>
        public void Mark()
        {
            Put(_hovered, Selection.Hovered);
            Put(_chosen, Selection.Selected);
        }

        public void Dispose()
        {
            UnityEngine.Object.Destroy(_texture);
        }

        private static VisualElement Marker()
        {
            var marker = new VisualElement { pickingMode = PickingMode.Ignore };
            marker.AddToClassList("plot-marker");
            return marker;
        }

        private int? At(Vector3 place) => _plot?.Nearest(place.x, place.y, Reach);

        private void Choose(int? index)
        {
            if (index is int chosen)
            {
                Selection.Toggle(chosen);
            }
        }

        private void Put(VisualElement marker, int? index)
        {
            bool found = false;
            for (int dot = 0; index != null && _plot != null && dot < _plot.Dots.Count && !found; dot++)
            {
                found = _plot.Dots[dot].Index == index;
                if (found)
                {
                    marker.style.left = (float)_plot.Dots[dot].X;
                    marker.style.top = (float)_plot.Dots[dot].Y;
                }
            }

            marker.EnableInClassList("hidden", !found);
        }

        private void Draw(DistancePlot plot, ICollection<int> supportVectors)
        {
            var theme = new SceneTheme();
            _pixels.Fill(theme.Background);
            if (plot.Margin is (double left, double right))
            {
                _pixels.Fill(theme.Line, 0.5f, Density * left, 0, Density * right, Density * plot.Bottom);
            }

            double axis = Density * plot.Axis;
            double boundary = Density * plot.BoundaryAt;
            _pixels.Fill(theme.Muted, 1f, 0, axis - 1, Density * Width, axis + 1);
            _pixels.Fill(theme.Text, 1f, boundary - 2, 0, boundary + 2, Density * plot.Bottom);
            foreach (DistancePlot.Dot dot in plot.Dots)
            {
                Color own = SceneTheme.Of(dot.Changed ? SceneColours.Changed : SceneColours.Kept);
                if (supportVectors.Contains(dot.Index))
                {
                    _pixels.Mark(theme.Text, dot.Changed, Density * dot.X, Density * dot.Y, Density * 3.6);
                }

                _pixels.Mark(own, dot.Changed, Density * dot.X, Density * dot.Y, Density * 2.4);
            }

            var size = new Size(Density * Height, Density * Width);
            TextureBytes.WriteForPanel(_pixels.Rgba, size, _texture.GetPixelData<byte>(0).AsSpan(), 0, 0, size.Width);
            _texture.Apply(false, false);
        }

        private void ShowTicks(DistancePlot plot)
        {
            int shown = 0;
            foreach ((double value, double x) in plot.Ticks(Ticks))
            {
                if (shown == _ticks.Count)
                {
                    _ticks.Add(AddWords("", 0f, Height - 20f));
                    _ticks[shown].AddToClassList("plot-tick");
                }

                _ticks[shown].text = Words.Short(value);
                _ticks[shown].style.left = (float)x;
                shown++;
            }

            for (int tick = 0; tick < _ticks.Count; tick++)
            {
                _ticks[tick].EnableInClassList("hidden", tick >= shown);
            }
        }

        private Label AddWords(string text, float left, float top)
        {
            var label = new Label(text) { pickingMode = PickingMode.Ignore };
            label.AddToClassList("plot-words");
            label.style.left = left;
            label.style.top = top;
            _picture.Add(label);
            return label;
        }
    }
}
