using System.Numerics;

namespace Tetrascope.Layout
{
    /// <summary>What stands above a photo that copies lie on.</summary>
    public readonly struct PhotoCaption
    {
        /// <summary>The photo's upper left corner, in metres.</summary>
        public readonly Vector3 Point;

        /// <summary>The window's size.</summary>
        public readonly string Text;

        /// <summary>What is said more quietly behind it.</summary>
        public readonly string More;

        /// <summary>Words above a photo.</summary>
        public PhotoCaption(Vector3 point, string text, string more)
        {
            Point = point;
            Text = text;
            More = more;
        }
    }
}
