namespace Tetrascope.Geometry
{
    /// <summary>A rectangle on a picture as shares of it, 0..1 from its top left, as shaders take one.</summary>
    public readonly struct Shares
    {
        /// <summary>Left edge.</summary>
        public readonly float Left;

        /// <summary>Upper edge.</summary>
        public readonly float Top;

        /// <summary>Right edge.</summary>
        public readonly float Right;

        /// <summary>Lower edge.</summary>
        public readonly float Bottom;

        /// <summary>A rectangle of these edges.</summary>
        public Shares(float left, float top, float right, float bottom)
        {
            Left = left;
            Top = top;
            Right = right;
            Bottom = bottom;
        }

        /// <inheritdoc/>
        public override string ToString() => $"[{Left}, {Top}, {Right}, {Bottom}]";
    }
}
