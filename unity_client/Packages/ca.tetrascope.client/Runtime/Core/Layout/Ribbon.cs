namespace Tetrascope.Layout
{
    /// <summary>A band between two columns.</summary>
    public readonly struct Ribbon
    {
        /// <summary>Where it comes from, at the left.</summary>
        public readonly RibbonEnd From;

        /// <summary>Where it goes, at the right.</summary>
        public readonly RibbonEnd To;

        /// <summary>A band from one end to another.</summary>
        public Ribbon(RibbonEnd from, RibbonEnd to)
        {
            From = from;
            To = to;
        }
    }
}
