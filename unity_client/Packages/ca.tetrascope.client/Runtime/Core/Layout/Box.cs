namespace Tetrascope.Layout
{
    /// <summary>A rectangle of a view, in pixels from its top left.</summary>
    public readonly struct Box
    {
        /// <summary>Left edge.</summary>
        public readonly double Left;

        /// <summary>Upper edge.</summary>
        public readonly double Top;

        /// <summary>Width.</summary>
        public readonly double Width;

        /// <summary>Height.</summary>
        public readonly double Height;

        /// <summary>A rectangle at a place.</summary>
        public Box(double left, double top, double width, double height)
        {
            Left = left;
            Top = top;
            Width = width;
            Height = height;
        }

        /// <summary>Right edge.</summary>
        public double Right => Left + Width;

        /// <summary>Lower edge.</summary>
        public double Bottom => Top + Height;

        /// <summary>Square pixels that both cover.</summary>
        public double Overlap(Box other)
        {
            double wide = System.Math.Min(Right, other.Right) - System.Math.Max(Left, other.Left);
            double high = System.Math.Min(Bottom, other.Bottom) - System.Math.Max(Top, other.Top);
            return System.Math.Max(0, wide) * System.Math.Max(0, high);
        }
    }
}
