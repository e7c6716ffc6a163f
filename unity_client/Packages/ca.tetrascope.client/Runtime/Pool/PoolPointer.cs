using System;
using Tetrascope.Pool;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>What a pointer does in scene 2: it looks at images, and opens one in scene 1.</summary>
    public sealed class PoolPointer : MonoBehaviour
    {
        [SerializeField, Tooltip("The pointer.")]
        private ScenePointer _pointer = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("Scene 2.")]
        private PoolScene _scene = null!;

        [SerializeField, Tooltip("Its session.")]
        private PoolView _view = null!;

        [SerializeField, Tooltip("Where an image is opened.")]
        private StructureView _structure = null!;

        private int? _hovered;

        /// <summary>An image of the pool was opened in scene 1, by its index.</summary>
        public event Action<int>? ImageOpened;

        /// <summary>What is pointed with.</summary>
        public ScenePointer Pointer
        {
            get => _pointer;
            set => _pointer = value;
        }

        /// <summary>Acts on what a ray points at, of the desktop's pointer or of a hand.</summary>
        /// <param name="ray">Of the world.</param>
        /// <param name="clicked">Whether it was let go in this frame where it was pressed.</param>
        public void Point(Ray ray, bool clicked)
        {
            PoolSession session = _view.Session!;
            int? index = _scene.Pick(ray);
            session.Selection.Hovered = index;
            _scene.PointAtLabel(index == null ? _scene.LabelAt(ray) : null);
            if (clicked && index is int opened)
            {
                session.Selection.Selected = opened;
                Open(opened);
            }
        }

        /// <summary>Opens an image of the pool in scene 1.</summary>
        public void Open(int index)
        {
            _view.Session!.OpenIn(_structure.Session!, index);
            _scenes.Show(SceneName.Structure);
            ImageOpened?.Invoke(index);
        }

        private void Update()
        {
            if (_scenes.Shown != SceneName.Pool || _view.Session == null)
            {
                return;
            }

            PoolSelection selection = _view.Session.Selection;
            if (_pointer.OverPanel || _pointer.Dragging)
            {
                // A panel may say what is pointed at too, such as a line of the list: that stays.
                selection.Hovered = selection.Hovered == _hovered ? null : selection.Hovered;
                _hovered = null;
                _scene.PointAtLabel(null);
                return;
            }

            Point(_pointer.Ray, _pointer.Clicked);
            int? hovered = _hovered = selection.Hovered;
            _pointer.Meet(hovered is int index ? _scene.PlaceOf(index) : null);
        }
    }
}
