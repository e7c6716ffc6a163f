using System;
using System.Numerics;
using Tetrascope.Geometry;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// A view of the plane z = 0: the point that is looked at, and how far away the camera is, in metres.
    /// </summary>
    public readonly struct Framing
    {
        /// <summary>x of what is looked at.</summary>
        public readonly double X;

        /// <summary>y of what is looked at.</summary>
        public readonly double Y;

        /// <summary>From there to the camera.</summary>
        public readonly double Distance;

        /// <summary>A view of a point from so far away.</summary>
        public Framing(double x, double y, double distance)
        {
            X = x;
            Y = y;
            Distance = distance;
        }

        /// <summary>Where the camera stands that looks from a direction.</summary>
        public CameraView From(Direction direction)
        {
            Vector3 target = new Vector3((float)X, (float)Y, 0);
            return new CameraView(target + (float)Distance * direction.Back, target);
        }

        /// <summary>The nearest view from a direction in which a whole rectangle is seen within the margins.</summary>
        public static Framing Of(PlaneRectangle rectangle, Direction direction, Lens lens, Margins margins)
        {
            double sa = Math.Sin(direction.Azimuth), ca = Math.Cos(direction.Azimuth);
            double se = Math.Sin(direction.Elevation), ce = Math.Cos(direction.Elevation);
            double tall = lens.Slope * (1 - margins.Along);
            double wide = lens.Slope * lens.Aspect * (1 - margins.Across);
            double x = (rectangle.Left + rectangle.Right) / 2;
            double y = (rectangle.Bottom + rectangle.Top) / 2;
            double distance = 0;
            // Seen at an angle, the near side takes more of the view than the far one: move the centre until both are
            // as near the edge.
            for (int round = 0; round < 24; round++)
            {
                distance = 1e-3;
                for (int corner = 0; corner < 4; corner++)
                {
                    (double across, double along, double near) = Seen(corner);
                    distance = Math.Max(distance, Math.Max(Math.Abs(across) / wide, Math.Abs(along) / tall) + near);
                }
                double left = double.MaxValue, right = double.MinValue, low = double.MaxValue, high = double.MinValue;
                for (int corner = 0; corner < 4; corner++)
                {
                    (double across, double along, double near) = Seen(corner);
                    left = Math.Min(left, across / (distance - near));
                    right = Math.Max(right, across / (distance - near));
                    low = Math.Min(low, along / (distance - near));
                    high = Math.Max(high, along / (distance - near));
                }
                x += (right + left) / 2 * distance * 0.8;
                y += (high + low) / 2 * distance * 0.8;
            }
            return new Framing(x, y, distance);

            // How far a corner is off the centre to the right, up, and towards the camera.
            (double Across, double Along, double Near) Seen(int corner)
            {
                double dx = ((corner & 1) == 0 ? rectangle.Left : rectangle.Right) - x;
                double dy = ((corner & 2) == 0 ? rectangle.Bottom : rectangle.Top) - y;
                return (dx * ca, dy * ce - dx * sa * se, dx * sa * ce + dy * se);
            }
        }
    }
}
