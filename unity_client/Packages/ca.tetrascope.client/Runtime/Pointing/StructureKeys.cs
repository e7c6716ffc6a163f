using Tetrascope.Geometry;
using Tetrascope.Picking;
using Tetrascope.Structure;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UIElements;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Client
{
    /// <summary>
    /// The keys of scene 1. Arrows go from image to image, with shift from pixel to pixel; enter opens, escape closes.
    /// They are the scene's while no control of a panel has the keyboard. Undo and redo work everywhere but where text
    /// is typed.
    /// </summary>
    [DefaultExecutionOrder(-40)]
    public sealed class StructureKeys : MonoBehaviour
    {
        private const double ZoomStep = 1.25;

        [SerializeField, Tooltip("The panels: a control there may have the keyboard.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("Its session.")]
        private StructureView _view = null!;

        [SerializeField, Tooltip("The pointer, which waits until it moves again.")]
        private StructurePointer _pointing = null!;

        [SerializeField, Tooltip("The feature maps that are open.")]
        private MapsPanel _maps = null!;

        [SerializeField, Tooltip("The help, which escape closes first.")]
        private HelpPanel _help = null!;

        [SerializeField, Tooltip("The camera, which follows.")]
        private DesktopCamera _camera = null!;

        [SerializeField, Tooltip("To the left.")]
        private InputAction _left = new InputAction("Key left", InputActionType.Button, "<Keyboard>/leftArrow");

        [SerializeField, Tooltip("To the right.")]
        private InputAction _right = new InputAction("Key right", InputActionType.Button, "<Keyboard>/rightArrow");

        [SerializeField, Tooltip("Up.")]
        private InputAction _up = new InputAction("Key up", InputActionType.Button, "<Keyboard>/upArrow");

        [SerializeField, Tooltip("Down.")]
        private InputAction _down = new InputAction("Key down", InputActionType.Button, "<Keyboard>/downArrow");

        [SerializeField, Tooltip("Comes nearer.")]
        private InputAction _nearer = new InputAction("Key nearer", InputActionType.Button, "<Keyboard>/equals");

        [SerializeField, Tooltip("Goes away.")]
        private InputAction _away = new InputAction("Key away", InputActionType.Button, "<Keyboard>/minus");

        [SerializeField, Tooltip("Undoes, with control or command; with shift too it does again.")]
        private InputAction _undo = new InputAction("Key undo", InputActionType.Button, "<Keyboard>/z");

        [SerializeField, Tooltip("Does again, with control or command.")]
        private InputAction _redo = new InputAction("Key redo", InputActionType.Button, "<Keyboard>/y");

        [SerializeField, Tooltip("Opens the cluster that is looked at.")]
        private InputAction _open = new InputAction("Key open", InputActionType.Button, "<Keyboard>/enter");

        [SerializeField, Tooltip("Closes what is open, then looks at nothing.")]
        private InputAction _close = new InputAction("Key close", InputActionType.Button, "<Keyboard>/escape");

        [SerializeField, Tooltip("From pixel to pixel instead of from image to image.")]
        private InputAction _shift = new InputAction("Key shift", InputActionType.Button, "<Keyboard>/shift");

        [SerializeField, Tooltip("Control.")]
        private InputAction _control = new InputAction("Key control", InputActionType.Button, "<Keyboard>/ctrl");

        [SerializeField, Tooltip("Command, on a Mac.")]
        private InputAction _command = new InputAction("Key command", InputActionType.Button, "<Keyboard>/leftMeta");

        private readonly KeyRepeat _repeat = new KeyRepeat();

        private InputAction[] All => new[]
        {
            _left, _right, _up, _down, _nearer, _away, _undo, _redo, _open, _close, _shift, _control, _command,
        };

        private void OnEnable()
        {
            foreach (InputAction key in All)
            {
                key.Enable();
            }
        }

        private void OnDisable()
        {
            foreach (InputAction key in All)
            {
                key.Disable();
            }
        }

        private void Update()
        {
            if (_scenes.Shown != SceneName.Structure || !(_view.Session is StructureSession session))
            {
                return;
            }

            VisualElement? focused = KeyboardFocus.Of(_panels);
            if (_pointing.Pointer.Pressed)
            {
                focused?.Blur();
                focused = null;
            }

            if (_help.Help.IsOpen || KeyboardFocus.IsTyping(focused))
            {
                return;
            }

            if (_control.IsPressed() || _command.IsPressed())
            {
                StepBackOrForth(session);
                return;
            }

            if (_close.WasPressedThisFrame())
            {
                Close(session, focused);
            }
            else if (session.Maps.LargeChannel != null)
            {
                GoThroughMaps(session.Maps);
            }
            else if (focused == null && session.Maps.OpenLayer == null && !session.Comparison.IsOpen
                && !session.LayerRows.IsOpen && !session.SideBySide.Pools.IsOpen)
            {
                GoThroughScene();
            }
        }

        private void StepBackOrForth(StructureSession session)
        {
            bool undo = _repeat.Counts(_undo);
            if (_repeat.Counts(_redo) || (undo && _shift.IsPressed()))
            {
                session.Masks.Redo();
            }
            else if (undo)
            {
                session.Masks.Undo();
            }
        }

        private void Close(StructureSession session, VisualElement? focused)
        {
            if (session.SideBySide.Pools.IsOpen)
            {
                session.SideBySide.Pools.IsOpen = false;
            }
            else if (session.LayerRows.IsOpen)
            {
                session.LayerRows.IsOpen = false;
            }
            else if (session.Comparison.IsOpen)
            {
                session.Comparison.IsOpen = false;
            }
            else if (session.Maps.LargeChannel != null)
            {
                session.Maps.LargeChannel = null;
                return;
            }
            else if (session.Maps.OpenLayer != null)
            {
                session.Maps.Close();
            }
            else if (focused == null)
            {
                _scene.Look(StructureTarget.None);
                _pointing.Wait();
            }

            focused?.Blur();
        }

        private void GoThroughMaps(Maps maps)
        {
            (int right, int down) = Arrow();
            if (_shift.IsPressed())
            {
                _maps.MovePixel(down, right);
            }
            else if (right + down != 0)
            {
                maps.Step(right + down);
            }
        }

        private void GoThroughScene()
        {
            (int right, int down) = Arrow();
            if (right != 0 || down != 0)
            {
                Look(_shift.IsPressed()
                    ? KeySteps.ToPixel(_scene.Hover, _scene.Columns, right, down)
                    : KeySteps.ToPanel(_scene.Hover, _scene.Columns, right, down));
            }
            else if (_open.WasPressedThisFrame() && _scene.Hover is StructureHover hover)
            {
                _maps.TakeKeys();
                _view.OpenMaps(_scene.Columns.List[hover.Position].Name, hover.Cluster);
            }
            else if (_repeat.Counts(_nearer))
            {
                _camera.Structure.ZoomBy(ZoomStep, Time.timeAsDouble);
            }
            else if (_repeat.Counts(_away))
            {
                _camera.Structure.ZoomBy(1 / ZoomStep, Time.timeAsDouble);
            }
        }

        private void Look(StructureTarget? target)
        {
            if (!(target is StructureTarget known))
            {
                return;
            }

            _pointing.Wait();
            _scene.Look(known);
            Point centre = _scene.Columns.PanelCentre(known.Position, known.Index);
            _camera.Structure.EnsureVisible(centre, N.PanelSide * 0.6, Time.timeAsDouble);
        }

        private (int Right, int Down) Arrow()
        {
            int right = (_repeat.Counts(_right) ? 1 : 0) - (_repeat.Counts(_left) ? 1 : 0);
            return (right, (_repeat.Counts(_down) ? 1 : 0) - (_repeat.Counts(_up) ? 1 : 0));
        }
    }
}
