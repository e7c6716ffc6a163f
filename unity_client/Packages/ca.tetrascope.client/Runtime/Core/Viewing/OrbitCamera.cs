using System;
using System.Numerics;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// A camera that turns around what it looks at, comes nearer, moves across, and flies to where it is sent. A turn
    /// by hand glides out. Times are seconds, angles radians, lengths metres.
    /// </summary>
    public sealed class OrbitCamera
    {
        /// <summary>What is left of a turn by hand after a sixtieth of a second.</summary>
        private const double Glide = 0.85;

        /// <summary>A turn slower than this for each sixtieth of a second has come to rest.</summary>
        private const double Still = 1e-5;

        private readonly CameraFlight _flight = new CameraFlight();
        private double _turnRight;
        private double _turnUp;

        /// <summary>A camera at a view.</summary>
        public OrbitCamera(CameraView view, OrbitLimits limits)
        {
            View = view;
            Limits = limits;
        }

        /// <summary>Where it is.</summary>
        public CameraView View { get; private set; }

        /// <summary>How far it may turn and go.</summary>
        public OrbitLimits Limits { get; set; }

        /// <summary>The view that it is on its way to, or has.</summary>
        public CameraView Destination => _flight.Destination ?? View;

        /// <summary>Whether it moves by itself.</summary>
        public bool Moving => _flight.Flying || Math.Abs(_turnRight) > Still || Math.Abs(_turnUp) > Still;

        /// <summary>Takes it to a view; 0 seconds is at once.</summary>
        public void Fly(CameraView view, double seconds, double now)
        {
            // What is left of a turn would carry the camera past where it is to go.
            (_turnRight, _turnUp) = (0, 0);
            _flight.Start(View, view, seconds, now);
            if (seconds <= 0)
            {
                View = _flight.Step(now) ?? view;
            }
        }

        /// <summary>Puts it where it is needed, whatever it does; a flight goes on from its own way.</summary>
        public void Place(CameraView view) => View = view;

        /// <summary>
        /// Turns it around what it looks at, to the right and upwards, as a drag does; that glides out.
        /// </summary>
        public void Turn(double right, double up)
        {
            _flight.Stop();
            _turnRight += (1 - Glide) * right;
            _turnUp += (1 - Glide) * up;
        }

        /// <summary>Moves camera and target across the view, as a drag does.</summary>
        public void Drag(double right, double up)
        {
            _flight.Stop();
            View = Shifted(View, right, up);
        }

        /// <summary>
        /// Comes nearer by a factor (below 1 goes away), so that a point stays where it is seen, as a wheel does.
        /// </summary>
        public void ZoomAt(double factor, Vector3 point)
        {
            _flight.Stop();
            double distance = View.Distance;
            float share = (float)(Limits.Distance(distance / factor) / distance);
            View = new CameraView(
                point + share * (View.Position - point), point + share * (View.Target - point));
        }

        /// <summary>Moves it as time passes; whether it goes on moving.</summary>
        public bool Step(double now, double seconds)
        {
            if (_flight.Step(now) is CameraView flown)
            {
                View = flown;
            }
            if (_turnRight != 0 || _turnUp != 0)
            {
                TurnOn(seconds * 60);
            }
            return Moving;
        }

        /// <summary>A view that is moved across itself.</summary>
        public static CameraView Shifted(CameraView view, double right, double up)
        {
            Eye eye = new Eye(view, default);
            Vector3 shift = (float)right * eye.Right + (float)up * eye.Up;
            return new CameraView(view.Position + shift, view.Target + shift);
        }

        /// <summary>A view that is turned around its target, as far as is allowed.</summary>
        public CameraView Turned(CameraView view, double right, double up)
        {
            Direction now = view.Direction;
            Direction next = Limits.Turn(new Direction(now.Azimuth + right, now.Elevation + up));
            return new CameraView(view.Target + view.Distance * next.Back, view.Target);
        }

        private void TurnOn(double frames)
        {
            double left = Math.Pow(Glide, frames);
            double turned = (1 - left) / (1 - Glide);
            View = Turned(View, _turnRight * turned, _turnUp * turned);
            (_turnRight, _turnUp) = (_turnRight * left, _turnUp * left);
            if (Math.Abs(_turnRight) <= Still && Math.Abs(_turnUp) <= Still)
            {
                (_turnRight, _turnUp) = (0, 0);
            }
        }
    }
}
