using System;
using System.Numerics;
using Tetrascope.Geometry;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Viewing
{
    /// <summary>
    /// Takes the camera of scene 1 where it is wanted, and keeps it where something is to be seen. It rests in a view
    /// (home, or everything) until the person moves it: also when the scene or the window changes. Times are seconds.
    /// </summary>
    public sealed class StructureCamera
    {
        /// <summary>Vertical angle of view in degrees.</summary>
        public const double FieldOfView = 35;

        /// <summary>Share of the distance at which a column with its neighbours is in view.</summary>
        private const double MuchNearer = 0.6;

        private const double Nearest = 0.3;

        // Turned further than this, panels would be slivers.
        private const double Aside = 0.75;
        private const double Above = 0.42;
        private const double Below = 0.34;

        private enum Rest
        {
            Home,
            Whole,
            None,
        }

        private Rest _resting = Rest.Home;
        private StructureExtent _extent = new StructureExtent(0, 1, 0);
        private Lens _lens;

        /// <summary>A camera of a view of this size in pixels, at home in an empty scene.</summary>
        public StructureCamera(double width, double height)
        {
            _lens = Lens.OfDegrees(FieldOfView, width, height);
            Camera = new OrbitCamera(Resting(), Limits());
        }

        /// <summary>The camera itself: to turn, drag and zoom it by hand call <see cref="Take"/> first.</summary>
        public OrbitCamera Camera { get; }

        /// <summary>Whether a person has taken it elsewhere than where it rests by itself.</summary>
        public bool IsTaken => _resting == Rest.None;

        /// <summary>What is seen through it.</summary>
        public Eye Eye => new Eye(Camera.View, _lens);

        /// <summary>The part of the scene in view.</summary>
        public ViewRange Range
        {
            get
            {
                double end = Camera.View.Target.X < StructureLayout.ColumnX(0, Files) ? 0 : _extent.Columns;
                return VisibleRange.Of(Eye, _extent) ?? new ViewRange(end, end);
            }
        }

        private int Files => StructureLayout.GridOf(_extent.Clusters).Files;

        /// <summary>The view has another size in pixels.</summary>
        public void Resize(double width, double height, double now)
        {
            _lens = Lens.OfDegrees(FieldOfView, width, height);
            Camera.Limits = Limits();
            ToRest(0, now);
        }

        /// <summary>Says what the scene holds now; a camera that rests is framed anew.</summary>
        public void SetExtent(StructureExtent extent, double now)
        {
            if (extent.Equals(_extent))
            {
                return;
            }
            // Without a flight while nothing was there before.
            double seconds = _extent.Columns == 0 ? 0 : 0.35;
            _extent = extent;
            Camera.Limits = Limits();
            ToRest(seconds, now);
        }

        /// <summary>Shows the input and the first columns, large enough to read.</summary>
        public void Home(double now, double seconds = 0.45)
        {
            _resting = Rest.Home;
            ToRest(seconds, now);
        }

        /// <summary>Shows everything.</summary>
        public void Fit(double now, double seconds = 0.45)
        {
            _resting = Rest.Whole;
            ToRest(seconds, now);
        }

        /// <summary>The person takes the camera: it rests in no view any more.</summary>
        public void Take() => _resting = Rest.None;

        /// <summary>
        /// Looks at a column with its names, from where the camera stands; whoever has come much nearer stays that
        /// near.
        /// </summary>
        public void FocusColumn(int position, double now) => ToColumn(position, N.EyeHeight, now);

        /// <summary>Turns to a point, unless it and half a side around it are in view.</summary>
        public void EnsureVisible(Point point, double half, double now)
        {
            Eye eye = Eye;
            bool inView = true;
            for (int corner = 0; corner < 4; corner++)
            {
                float x = (float)(point.X + ((corner & 1) == 0 ? -half : half));
                float y = (float)(point.Y + ((corner & 2) == 0 ? -half : half));
                inView &= eye.OnScreen(new Vector3(x, y, 0)) is ScreenPoint at &&
                    at.X > 0 && at.Y > 0 && at.X < _lens.Width && at.Y < _lens.Height;
            }
            if (!inView)
            {
                double place = (point.X - StructureLayout.ColumnX(0, Files)) / StructureLayout.ColumnPitch(Files);
                ToColumn((int)Math.Floor(place + 0.5), point.Y, now);
            }
        }

        /// <summary>Moves what is looked at by pixels of the view: right and up are positive.</summary>
        public void PanBy(double right, double up, double now)
        {
            Take();
            CameraView view = Camera.Destination;
            double metres = 1 / _lens.PixelsPerMetre(view.Distance);
            TurnTo(view.Target.X + right * metres, view.Target.Y + up * metres, view.Distance, 0.3, now);
        }

        /// <summary>Comes nearer by a factor; below 1 goes away.</summary>
        public void ZoomBy(double factor, double now)
        {
            Take();
            CameraView view = Camera.Destination;
            TurnTo(view.Target.X, view.Target.Y, Camera.Limits.Distance(view.Distance / factor), 0.2, now);
        }

        /// <summary>Moves the camera as time passes; whether it goes on. To be called once a frame.</summary>
        public bool Step(double now, double seconds)
        {
            bool moving = Camera.Step(now, seconds);
            Correct();
            return moving;
        }

        /// <summary>Keeps what is looked at in the plane of the panels, and near them.</summary>
        private void Correct()
        {
            (Vector3 position, Vector3 target) = (Camera.View.Position, Camera.View.Target);
            // Along the line of sight the target can move without any change of the picture.
            float fall = target.Z - position.Z;
            if (Math.Abs(target.Z) > 1e-6f && fall < -1e-6f)
            {
                target = Vector3.Lerp(position, target, -position.Z / fall);
            }
            PlaneRectangle whole = StructureViews.WholeRectangle(_extent);
            double x = Math.Min(Math.Max(target.X, whole.Left), whole.Right);
            double y = Math.Min(Math.Max(target.Y, whole.Bottom), whole.Top);
            Vector3 shift = new Vector3((float)(x - target.X), (float)(y - target.Y), 0);
            Camera.Place(new CameraView(position + shift, target + shift));
        }

        private OrbitLimits Limits()
        {
            double farthest = 1.5 * StructureViews.WholeView(_extent, _lens).Distance + 2;
            return new OrbitLimits(Nearest, farthest, Aside, Above, Below);
        }

        private CameraView Resting() => _resting == Rest.Whole
            ? StructureViews.WholeView(_extent, _lens).From(Direction.Front)
            : StructureViews.HomeView(_extent, _lens).From(StructureViews.HomeDirection(_extent.Clusters));

        private void ToRest(double seconds, double now)
        {
            if (_resting != Rest.None)
            {
                Camera.Fly(Resting(), seconds, now);
            }
        }

        /// <summary>
        /// Frames a column from the side the camera is at; from much nearer, turns to this height of it.
        /// </summary>
        private void ToColumn(int position, double height, double now)
        {
            Take();
            CameraView view = Camera.Destination;
            Framing column = StructureViews.ColumnView(position, _extent, view.Direction, _lens);
            if (view.Distance < MuchNearer * column.Distance)
            {
                TurnTo(StructureLayout.ColumnX(position, Files), height, view.Distance, 0.3, now);
            }
            else
            {
                TurnTo(column.X, column.Y, column.Distance, 0.3, now);
            }
        }

        /// <summary>Looks at another point from the same direction.</summary>
        private void TurnTo(double x, double y, double distance, double seconds, double now) =>
            Camera.Fly(Camera.Destination.TurnedTo(new Vector3((float)x, (float)y, 0), distance), seconds, now);
    }
}
