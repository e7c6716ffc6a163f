using System;
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
        private PointerInput _pointer = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 1.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("Its session.")]
        private StructureView _view = null!;

        /// <summary>A panel was clicked: the layer's name and the cluster.</summary>
        public event Action<string, int>? PanelClicked;

        /// <summary>Whether a mask is being drawn.</summary>
        public bool Drawing => _view.Hand.Drawing;

        /// <summary>Acts on what a ray points at, as the pointer of a headset does too.</summary>
        /// <param name="ray">Of the world.</param>
        /// <param name="pressed">Whether it was pressed in this frame.</param>
        /// <param name="held">Whether it is held down.</param>
        /// <param name="clicked">Whether it was let go in this frame where it was pressed.</param>
        /// <param name="removes">Whether what is under it is to be removed.</param>
        public void Point(Ray ray, bool pressed, bool held, bool clicked, bool removes)
        {
            if (Drawing)
            {
                Draw(ray, held);
                return;
            }

            StructureTarget target = _scene.Pick(ray);
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
                    _view.Hand.RemoveAt(point);
                }
            }
            else if (clicked && target.Kind == TargetKind.Panel)
            {
                string layer = _scene.Columns.List[target.Position].Name;
                _view.OpenMaps(layer, target.Index);
                PanelClicked?.Invoke(layer, target.Index);
            }
        }

        private void Update()
        {
            if (_scenes.Shown != SceneName.Structure || _view.Session == null)
            {
                return;
            }

            if (_pointer.OverPanel && !Drawing)
            {
                _scene.Look(StructureTarget.None);
                return;
            }

            Point(_pointer.Ray, _pointer.Pressed, _pointer.Held, _pointer.Clicked, _pointer.Removes);
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
