using System;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>The part of a picture that a network reads where pictures are cropped.</summary>
    public readonly struct CropFrame
    {
        /// <summary>Less room than this share of the picture is none.</summary>
        private const float Least = 0.01f;

        /// <summary>
        /// The largest part of a picture with the shape of a network's input: what the server cuts out and scales. It
        /// lies <paramref name="at"/> a place between the left or top end, 0, and the right or bottom end, 1.
        /// </summary>
        public CropFrame(Size picture, Size input, double at)
        {
            double wanted = input.Width / (double)input.Height;
            double has = picture.Width / (double)picture.Height;
            double width = has > wanted ? wanted / has : 1;
            double height = has > wanted ? 1 : has / wanted;
            double left = (1 - width) * at;
            double top = (1 - height) * at;
            Part = new Shares((float)left, (float)top, (float)(left + width), (float)(top + height));
            Across = 1 - width > 1 - height;
            Room = Math.Max(1 - width, 1 - height) < Least ? 0 : Math.Max(1 - width, 1 - height);
        }

        /// <summary>The part, in shares of the picture.</summary>
        public Shares Part { get; }

        /// <summary>Whether it can be moved to the left and right, rather than up and down.</summary>
        public bool Across { get; }

        /// <summary>How far it can be moved in shares of the picture; 0 where it is as good as all of it.</summary>
        public double Room { get; }

        /// <summary>Where the crop lies after it was moved by a share of the picture.</summary>
        public double Moved(double at, double share) => Room > 0 ? Math.Min(1, Math.Max(0, at + share / Room)) : at;

        /// <summary>
        /// The shape, width by height, in which a picture is shown: its own where it is cropped, else that of the input
        /// it is brought into.
        /// </summary>
        public static double ShownShape(Size picture, Size input, string fit)
        {
            Size shown = fit == FitNames.Crop ? picture : input;
            return shown.Width / (double)shown.Height;
        }
    }
}
