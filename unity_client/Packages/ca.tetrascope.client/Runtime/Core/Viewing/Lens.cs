using System;

namespace Tetrascope.Viewing
{
    /// <summary>A camera's lens and the view that it draws.</summary>
    public readonly struct Lens
    {
        /// <summary>Vertical angle of view in radians.</summary>
        public readonly double FieldOfView;

        /// <summary>Width of the view in pixels.</summary>
        public readonly double Width;

        /// <summary>Height of the view in pixels.</summary>
        public readonly double Height;

        /// <summary>Half the view's height at a distance of 1 m, in metres.</summary>
        public readonly double Slope;

        /// <summary>A lens with this vertical angle in radians, of a view in pixels.</summary>
        public Lens(double fieldOfView, double width, double height)
        {
            FieldOfView = fieldOfView;
            Width = width;
            Height = height;
            Slope = Math.Tan(fieldOfView / 2);
        }

        /// <summary>Width by height.</summary>
        public double Aspect => Width / Height;

        /// <summary>A lens with this vertical angle in degrees.</summary>
        public static Lens OfDegrees(double degrees, double width, double height) =>
            new Lens(degrees * Math.PI / 180, width, height);

        /// <summary>Pixels that a length of 1 m takes at a distance of so many metres.</summary>
        public double PixelsPerMetre(double distance) => Height / (2 * Slope * distance);
    }
}
