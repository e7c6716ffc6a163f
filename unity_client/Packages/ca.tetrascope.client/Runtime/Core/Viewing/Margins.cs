namespace Tetrascope.Viewing
{
    /// <summary>Shares of a view, 0..1, that stay free.</summary>
    public readonly struct Margins
    {
        /// <summary>At both sides together.</summary>
        public readonly double Across;

        /// <summary>At the top and the bottom together.</summary>
        public readonly double Along;

        /// <summary>Margins of these shares.</summary>
        public Margins(double across, double along)
        {
            Across = across;
            Along = along;
        }
    }
}
