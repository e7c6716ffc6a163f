using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// The camera of scene 2: it turns around the body that the labels span, or moves across images in a plane, and
    /// keeps filling its view until the person takes it. Times are seconds, angles radians.
    /// </summary>
    public sealed class PoolCamera
    {
        /// <summary>Vertical angle of view in degrees.</summary>
        public const double FieldOfView = 32;

        /// <summary>Room at the view's sides for the labels of the vertices, in pixels.</summary>
        private const double RoomAcross = 100;

        /// <summary>Room above and below, in pixels.</summary>
        private const double RoomAlong = 84;

        /// <summary>Room on every side of images in a plane, in pixels.</summary>
        private const double PlaneRoom = 18;

        /// <summary>From one arrangement to another: the camera's way is as long as the images'.</summary>
        private const double Rearrange = 0.6;

        /// <summary>What a view has at least for the body, as a share.</summary>
        private const double LeastShare = 0.64;

        /// <summary>As near to straight above or below as one can look.</summary>
        private const double Steepest = Math.PI / 2 - 0.05;

        private int _corners = 4;

        /// <summary>What there is to see of images in a plane; null where it is not known.</summary>
        private OnPhoto? _plane;

        /// <summary>The direction from which the images are seen best; null for the usual one.</summary>
        private Vector3? _clearest;
        private Lens _lens;
        private bool _taken;

        /// <summary>A camera of a view of this size in pixels, at the first view of a tetrahedron.</summary>
        public PoolCamera(double width, double height)
        {
            _lens = Lens.OfDegrees(FieldOfView, width, height);
            OrbitLimits limits = new OrbitLimits(0.4, 14, double.PositiveInfinity, Steepest, Steepest);
            Camera = new OrbitCamera(default, limits);
            Home(0, 0);
        }

        /// <summary>Whether a person has taken it elsewhere than where it rests by itself.</summary>
        public bool IsTaken => _taken;

        /// <summary>
        /// Whether it looks at images in a plane, from the front: it is moved across them, not turned.
        /// </summary>
        public bool IsFlat { get; private set; }

        /// <summary>The camera itself: to turn, drag and zoom it by hand call <see cref="Take"/> first.</summary>
        public OrbitCamera Camera { get; }

        /// <summary>What is seen through it.</summary>
        public Eye Eye => new Eye(Camera.View, _lens);

        /// <summary>
        /// What it turns around: a tetrahedron reaches three times as far up as down, so one looks above its centre.
        /// </summary>
        public Vector3 Middle => _plane?.Frame is PlaneRectangle frame
            ? new Vector3((float)(frame.Left + frame.Right) / 2, (float)(frame.Bottom + frame.Top) / 2, 0)
            : PoolLayout.Centre + new Vector3(0, LookAbove(_corners), 0);

        /// <summary>The view has another size in pixels.</summary>
        public void Resize(double width, double height, double now)
        {
            _lens = Lens.OfDegrees(FieldOfView, width, height);
            if (!_taken)
            {
                Home(now, 0);
            }
        }

        /// <summary>How many labels there are: what they span, and from where it is looked at.</summary>
        public void SetCorners(int corners, double now)
        {
            if (corners == _corners)
            {
                return;
            }
            _corners = corners;
            if (!_taken)
            {
                Home(now, 0);
            }
        }

        /// <summary>
        /// Looks at the body of the labels, or from the front at images that are arranged in a plane, once it is known
        /// what there is to see of them; unless the person has taken the camera since they are arranged so.
        /// </summary>
        public void SetArrangement(Arrangement arrangement, OnPhoto? plane, double now)
        {
            bool flat = arrangement != Arrangement.Tetrahedron;
            bool other = flat != IsFlat;
            if (!other && ReferenceEquals(plane, _plane))
            {
                return;
            }
            (IsFlat, _plane) = (flat, plane);
            if (other)
            {
                _taken = false;
            }
            if (!_taken)
            {
                Home(now, other ? Rearrange : 0);
            }
        }

        /// <summary>
        /// Looks from where images hide least of each other, unless the person has taken the camera; while a pool is
        /// computed the look at the last one stays.
        /// </summary>
        /// <param name="points">Where those stand that represent a label, in metres; none: not known.</param>
        /// <param name="now">Time in seconds.</param>
        public void FindClearest(IReadOnlyList<(double X, double Y, double Z)> points, double now)
        {
            if (points.Count == 0 && _corners == 4)
            {
                return;
            }
            Vector3? before = _clearest;
            _clearest = null;
            if (_corners == 4)
            {
                Direction usual = Direction.Of(FirstLook(4));
                Direction look = ClearestLook.Find(points, PoolNumbers.ImageSide, Corners(), usual);
                bool same = look.Azimuth == usual.Azimuth && look.Elevation == usual.Elevation;
                _clearest = same ? (Vector3?)null : look.Back;
            }
            if (_clearest != before && !_taken && !IsFlat)
            {
                Home(now);
            }
        }

        /// <summary>The person takes the camera.</summary>
        public void Take() => _taken = true;

        /// <summary>Shows the whole body from where the person looks.</summary>
        public void Fit(double now, double seconds = 0.4)
        {
            CameraView view = Camera.Destination;
            LookFrom(Vector3.Normalize(view.Position - view.Target), seconds, now);
        }

        /// <summary>Shows it as at first.</summary>
        public void Home(double now, double seconds = 0.4)
        {
            _taken = false;
            Vector3 inBody = (_corners == 4 ? _clearest : null) ?? FirstLook(_corners);
            LookFrom(IsFlat ? Vector3.UnitZ : inBody, seconds, now);
        }

        /// <summary>
        /// Turns the camera around what it looks at, to the right and upward; not around what is flat.
        /// </summary>
        public void OrbitBy(double right, double up, double now)
        {
            if (IsFlat)
            {
                return;
            }
            Take();
            Camera.Fly(Camera.Turned(Camera.Destination, right, up), 0.15, now);
        }

        /// <summary>Moves camera and target across the view, by shares of its height.</summary>
        public void PanBy(double right, double up, double now)
        {
            Take();
            CameraView view = Camera.Destination;
            double step = 2 * view.Distance * _lens.Slope;
            Camera.Fly(OrbitCamera.Shifted(view, right * step, up * step), 0.15, now);
        }

        /// <summary>Comes nearer by a factor; below 1 goes away.</summary>
        public void ZoomBy(double factor, double now)
        {
            Take();
            CameraView view = Camera.Destination;
            Camera.Fly(view.TurnedTo(view.Target, Camera.Limits.Distance(view.Distance / factor)), 0.2, now);
        }

        /// <summary>Moves the camera as time passes; whether it goes on. To be called once a frame.</summary>
        public bool Step(double now, double seconds) => Camera.Step(now, seconds);

        /// <summary>Distances from the eye between which what is farther gets lighter, in metres.</summary>
        public static (float Near, float Far) Depths(Vector3 eye)
        {
            float distance = Vector3.Distance(eye, PoolLayout.Centre);
            float radius = (float)PoolNumbers.Circumradius;
            return (Math.Max(0.2f, distance - radius * 0.6f), distance + radius);
        }

        /// <summary>
        /// The direction from which one first looks: at a tetrahedron a little from the right and from above, so that
        /// no two edges meet; at what is flat from the front.
        /// </summary>
        private static Vector3 FirstLook(int corners) =>
            corners == 4 ? Vector3.Normalize(new Vector3(0.2f, 0.22f, 1)) : Vector3.UnitZ;

        private static (double X, double Y, double Z)[] Corners()
        {
            var corners = new (double, double, double)[PoolNumbers.Vertices.Count];
            for (int k = 0; k < corners.Length; k++)
            {
                Vector3 at = PoolLayout.WorldPoint(PoolNumbers.Vertices[k]);
                corners[k] = (at.X, at.Y, at.Z);
            }
            return corners;
        }

        private static float LookAbove(int corners) =>
            corners == 4 ? 0.28f : corners == 3 ? 0.25f * (float)PoolNumbers.Circumradius : 0;

        private void LookFrom(Vector3 direction, double seconds, double now)
        {
            Vector3 position = Middle + (float)FittingDistance(direction) * direction;
            Camera.Fly(new CameraView(position, Middle), seconds, now);
        }

        /// <summary>
        /// How far away in a direction one must stand to see all vertices and their labels, or all of a plane, in
        /// metres.
        /// </summary>
        private double FittingDistance(Vector3 direction)
        {
            (double roomAcross, double roomAlong) = IsFlat ? (PlaneRoom, PlaneRoom) : (RoomAcross, RoomAlong);
            double across = _lens.Slope * _lens.Aspect * Math.Max(LeastShare, 1 - 2 * roomAcross / _lens.Width);
            double along = _lens.Slope * Math.Max(LeastShare, 1 - 2 * roomAlong / _lens.Height);
            Vector3 right = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, direction));
            Vector3 up = Vector3.Cross(direction, right);
            double needed = Camera.Limits.MinDistance;
            foreach (Vector3 point in Outermost())
            {
                Vector3 corner = point - Middle;
                double beside = Math.Abs(Vector3.Dot(corner, right)) / across;
                double above = Math.Abs(Vector3.Dot(corner, up)) / along;
                needed = Math.Max(needed, Vector3.Dot(corner, direction) + Math.Max(beside, above));
            }
            return needed;
        }

        /// <summary>What is to be seen at least.</summary>
        private IEnumerable<Vector3> Outermost()
        {
            if (!(_plane?.Frame is PlaneRectangle frame))
            {
                return PoolLayout.VerticesOf(_corners).Select(PoolLayout.WorldPoint);
            }
            return new[]
            {
                new Vector3((float)frame.Left, (float)frame.Bottom, 0),
                new Vector3((float)frame.Right, (float)frame.Top, 0),
            };
        }
    }
}
