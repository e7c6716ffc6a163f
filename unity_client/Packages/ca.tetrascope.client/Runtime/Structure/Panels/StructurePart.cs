using Tetrascope.Structure;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// A part of scene 1's panels: it shows the session that there is, and the next one when the server is another.
    /// </summary>
    public abstract class StructurePart : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private StructureView _view = null!;

        private StructureSession? _session;

        /// <summary>What gives it the session.</summary>
        protected StructureView View => _view;

        /// <summary>The session; there is one from the first frame on, before a person can do anything.</summary>
        protected StructureSession Session => _session!;

        /// <summary>Finds its elements, and listens to them.</summary>
        protected abstract void Ready(VisualElement root);

        /// <summary>Listens to a session, and shows it.</summary>
        protected abstract void Follow(StructureSession session);

        /// <summary>Listens to it no longer.</summary>
        protected abstract void Unfollow(StructureSession session);

        /// <summary>Unity's message.</summary>
        protected virtual void Start()
        {
            Ready(_panels.rootVisualElement);
            _view.SessionChanged += Change;
            Change();
        }

        /// <summary>Unity's message.</summary>
        protected virtual void OnDestroy()
        {
            _view.SessionChanged -= Change;
            if (_session != null)
            {
                Unfollow(_session);
            }
        }

        private void Change()
        {
            if (_session != null)
            {
                Unfollow(_session);
            }

            _session = _view.Session;
            if (_session != null)
            {
                Follow(_session);
            }
        }
    }
}
