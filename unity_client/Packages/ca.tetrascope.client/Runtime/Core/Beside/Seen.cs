using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Beside
{
    /// <summary>The pixels of a map that spans a network's input.</summary>
    public readonly struct Seen
    {
        /// <summary>A map of an input; that of the input itself has the input's size.</summary>
        public Seen(Framing framing, Size input, Size map)
        {
            Framing = framing;
            Input = input;
            Map = map;
        }

        /// <summary>Which part of the photo fills which part of the input.</summary>
        public Framing Framing { get; }

        /// <summary>Rows and columns of the input.</summary>
        public Size Input { get; }

        /// <summary>Rows and columns of the map.</summary>
        public Size Map { get; }
    }
}
