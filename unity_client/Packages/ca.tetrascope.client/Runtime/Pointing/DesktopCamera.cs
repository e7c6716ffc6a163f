using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;
using Numerics = System.Numerics;
using Ray = Tetrascope.Viewing.Ray;

namespace Tetrascope.Client
{
    /// <summary>
    /// The camera of the desktop: it turns around what is shown, moves across it and comes nearer, in each scene as it
    /// was left. In a headset the head is the camera, and this is off.
    /// </summary>
    public sealed class DesktopCamera : MonoBehaviour
    {
        private const double ZoomStep = 1.2;

        /// <summary>Radians that the view turns by for a pixel, at a height of 800.</summary>
        private const double Turn = 0.0024;

        [SerializeField, Tooltip("The camera.")]
        private Camera _camera = null!;

        [SerializeField, Tooltip("The panels: keys of a text that is typed are not the camera's.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("What moves it.")]
        private PointerInput _pointer = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1, whose extent the camera keeps in view.")]
        private StructureScene _structure = null!;

        [SerializeField, Tooltip("Scene 2.")]
        private PoolScene _pool = null!;

        [SerializeField, Tooltip("Draws in scene 1, and so keeps the pointer from turning the view.")]
        private StructurePointer _drawing = null!;

        [SerializeField, Tooltip("Back to the first view.")]
        private InputAction _home = new InputAction("Home", InputActionType.Button, "<Keyboard>/home");

        [SerializeField, Tooltip("Everything into view.")]
        private InputAction _fit = new InputAction("Fit", InputActionType.Button, "<Keyboard>/f");

        private readonly StructureCamera _first = new StructureCamera(1280, 800);
        private readonly PoolCamera _second = new PoolCamera(1280, 800);
        private int _width;
        private int _height;
        private int _selections;

        /// <summary>What is seen of scene 1.</summary>
        public StructureCamera Structure => _first;

        /// <summary>What is seen of scene 2.</summary>
        public PoolCamera Pool => _second;

        /// <summary>Shows the first view again.</summary>
        public void Home()
        {
            if (_scenes.Shown == SceneName.Pool)
            {
                _second.Home(Time.timeAsDouble);
            }
            else
            {
                _first.Home(Time.timeAsDouble);
            }
        }

        /// <summary>Shows everything.</summary>
        public void Fit()
        {
            if (_scenes.Shown == SceneName.Pool)
            {
                _second.Fit(Time.timeAsDouble);
            }
            else
            {
                _first.Fit(Time.timeAsDouble);
            }
        }

        private void OnEnable()
        {
            _home.Enable();
            _fit.Enable();
            _structure.ExtentChanged += Reframe;
        }

        private void OnDisable()
        {
            _home.Disable();
            _fit.Disable();
            _structure.ExtentChanged -= Reframe;
        }

        private void LateUpdate()
        {
            double now = Time.timeAsDouble;
            if (_camera.pixelWidth != _width || _camera.pixelHeight != _height)
            {
                _width = _camera.pixelWidth;
                _height = _camera.pixelHeight;
                _first.Resize(_width, _height, now);
                _second.Resize(_width, _height, now);
            }

            bool pool = _scenes.Shown == SceneName.Pool;
            _second.SetCorners(_pool.Corners, now);
            _second.SetArrangement(_pool.Arrangement, _pool.Plane, now);
            if (_pool.Selections != _selections)
            {
                _selections = _pool.Selections;
                _second.FindClearest(_pool.SelectedPoints, now);
            }

            if (_scenes.Shown != SceneName.Menu)
            {
                Obey(pool);
            }

            _first.Step(now, Time.deltaTime);
            _second.Step(now, Time.deltaTime);
            Apply(pool ? _second.Camera.View : _first.Camera.View, pool);
        }

        private void Reframe(StructureExtent extent)
        {
            _first.SetExtent(extent, Time.timeAsDouble);
        }

        private void Obey(bool pool)
        {
            if (!KeyboardFocus.IsTyping(KeyboardFocus.Of(_panels)))
            {
                ObeyKeys();
            }

            OrbitCamera camera = pool ? _second.Camera : _first.Camera;
            Vector2 moved = _pointer.Movement;
            // What is flat is moved by a drag, not turned.
            bool flat = pool && _second.IsFlat;
            if (_pointer.Dragging && !_drawing.Drawing && !flat)
            {
                Take(pool);
                double radians = Turn * 800 / _height * (pool ? 3 : 1);
                camera.Turn(-moved.x * radians, -moved.y * radians);
            }
            else if (_pointer.Shifting || (_pointer.Dragging && flat))
            {
                Take(pool);
                double metres = 1 / LensOf(pool).PixelsPerMetre(camera.View.Distance);
                camera.Drag(-moved.x * metres, -moved.y * metres);
            }

            if (_pointer.Scroll != 0f)
            {
                Take(pool);
                camera.ZoomAt(System.Math.Pow(ZoomStep, _pointer.Scroll), Aim(camera, pool));
            }
        }

        private void ObeyKeys()
        {
            if (_home.WasPressedThisFrame())
            {
                Home();
            }

            if (_fit.WasPressedThisFrame())
            {
                Fit();
            }
        }

        private void Take(bool pool)
        {
            if (pool)
            {
                _second.Take();
            }
            else
            {
                _first.Take();
            }
        }

        private Lens LensOf(bool pool) => pool ? _second.Eye.Lens : _first.Eye.Lens;

        /// <summary>The point that stays where it is while the camera comes nearer: what is pointed at.</summary>
        private Numerics.Vector3 Aim(OrbitCamera camera, bool pool)
        {
            Eye eye = pool ? _second.Eye : _first.Eye;
            Rect view = _camera.pixelRect;
            Ray ray = eye.RayThrough(_pointer.Position.x - view.x, view.y + view.height - _pointer.Position.y);
            if (!pool && ray.MeetPlane() is Geometry.Point point)
            {
                return new Numerics.Vector3((float)point.X, (float)point.Y, 0f);
            }

            float distance = camera.View.Distance / Numerics.Vector3.Dot(
                Numerics.Vector3.Normalize(ray.Direction), -eye.Back);
            return ray.Origin + distance * Numerics.Vector3.Normalize(ray.Direction);
        }

        private void Apply(CameraView view, bool pool)
        {
            Vector3 eye = Coordinates.ToUnity(view.Position);
            Vector3 target = Coordinates.ToUnity(view.Target);
            _camera.fieldOfView = (float)(pool ? PoolCamera.FieldOfView : StructureCamera.FieldOfView);
            _camera.transform.SetPositionAndRotation(eye, Quaternion.LookRotation(target - eye, Vector3.up));
        }
    }
}
