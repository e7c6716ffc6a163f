using System;
using Tetrascope.Geometry;
using Tetrascope.Masks;
using Tetrascope.Picking;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// What a pointer does in scene 1: it looks at pixels, opens clusters, draws masks on the input and removes them.
    /// </summary>
    public sealed class StructurePointer : MonoBehaviour
    {
        [SerializeField, Tooltip("The pointer.")]
        private ScenePointer _pointer = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("Another network below it, where there is one.")]
        private StructureScene _beside = null!;

        [SerializeField, Tooltip("Its session.")]
        private StructureView _view = null!;

        private bool _waits;

        /// <summary>A panel was clicked: the layer's name and the cluster.</summary>
        public event Action<string, int>? PanelClicked;

        /// <summary>What is pointed with.</summary>
        public ScenePointer Pointer
        {
            get => _pointer;
            set => _pointer = value;
        }

        /// <summary>Whether a mask is being drawn.</summary>
        public bool Drawing => _view.Hand.Drawing;

        /// <summary>Keys lead now: the pointer acts again when it moves or is pressed.</summary>
        public void Wait()
        {
            _waits = true;
        }

        /// <summary>Acts on what a ray points at, of the desktop's pointer or of a hand.</summary>
        /// <param name="ray">Of the world.</param>
        /// <param name="pressed">Whether it was pressed in this frame.</param>
        /// <param name="held">Whether it is held down.</param>
        /// <param name="clicked">Whether it was let go in this frame where it was pressed.</param>
        /// <param name="removes">Whether what is under it is to be removed.</param>
        /// <returns>Whether something was removed.</returns>
        public bool Point(Ray ray, bool pressed, bool held, bool clicked, bool removes)
        {
            if (Drawing)
            {
                Draw(ray, held);
                return false;
            }

            StructureTarget target = _scene.Pick(ray);
            LookBeside(target.Kind == TargetKind.None ? ray : (Ray?)null);
            _scene.Look(target);
            if (target.Kind == TargetKind.Input && _scene.InputPoint(ray) is ImagePoint point)
            {
                if (pressed)
                {
                    _scene.Look(StructureTarget.None);
                    _view.Hand.Start(point, _scene.InputSize, _view.Segments);
                }
                else if (removes)
                {
                    return _view.Hand.RemoveAt(point);
                }
            }
            else if (clicked && target.Kind == TargetKind.Panel)
            {
                string layer = _scene.Columns.List[target.Position].Name;
                _view.OpenMaps(layer, target.Index);
                PanelClicked?.Invoke(layer, target.Index);
            }

            return false;
        }

        private void Update()
        {
            if (_scenes.Shown != SceneName.Structure || _view.Session == null)
            {
                return;
            }

            _waits &= !_pointer.Moved && !_pointer.Pressed && !_pointer.Removes;
            if (_waits)
            {
                return;
            }

            if (_pointer.OverPanel && !Drawing)
            {
                LookBeside(null);
                _scene.Look(StructureTarget.None);
                return;
            }

            Ray ray = _pointer.Ray;
            _pointer.Meet(MeetingPoint(ray));
            if (Point(ray, _pointer.Pressed, _pointer.Held, _pointer.Clicked, _pointer.Removes))
            {
                _pointer.Removed();
            }
        }

        /// <summary>Where in the world a ray meets what stands in the scene; null where it meets nothing.</summary>
        private Vector3? MeetingPoint(Ray ray)
        {
            return MeetingPoint(ray, _scene)
                ?? (_beside.isActiveAndEnabled ? MeetingPoint(ray, _beside) : null);
        }

        private static Vector3? MeetingPoint(Ray ray, StructureScene scene)
        {
            if (scene.Pick(ray).Kind == TargetKind.None
                || !(Coordinates.FromUnity(ray, scene.transform).MeetPlane() is Point point))
            {
                return null;
            }

            return scene.transform.TransformPoint(Coordinates.ToUnity(point));
        }

        /// <summary>Looks at what a ray points at of the other network; null for nothing.</summary>
        private void LookBeside(Ray? ray)
        {
            if (_beside.isActiveAndEnabled)
            {
                _beside.Look(ray is Ray known ? _beside.Pick(known) : StructureTarget.None);
            }
        }

        private void Draw(Ray ray, bool held)
        {
            if (!held)
            {
                _view.Hand.End();
            }
            else if (_scene.InputPoint(ray) is ImagePoint point)
            {
                _view.Hand.Move(point);
            }
        }
    }
}
