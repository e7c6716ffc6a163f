using Tetrascope.Pool;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// A part of scene 2's panels: it shows the session that there is, and the next one when the server is another.
    /// What has changed is shown once a frame, however much arrives in it.
    /// </summary>
    public abstract class PoolPart : MonoBehaviour
    {
        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private PoolView _view = null!;

        private PoolSession? _session;
        private bool _changed;

        /// <summary>What gives it the session.</summary>
        protected PoolView View => _view;

        /// <summary>The session; there is one from the first frame on, before a person can do anything.</summary>
        protected PoolSession Session => _session!;

        /// <summary>Finds its elements, and listens to them.</summary>
        protected abstract void Ready(VisualElement root);

        /// <summary>Listens to a session.</summary>
        protected abstract void Follow(PoolSession session);

        /// <summary>Listens to it no longer.</summary>
        protected abstract void Unfollow(PoolSession session);

        /// <summary>Shows the session as it is now.</summary>
        protected abstract void Show();

        /// <summary>Something that it shows has changed.</summary>
        protected void Refresh()
        {
            _changed = true;
        }

        /// <summary>The same, of a pool that is further.</summary>
        protected void Refresh(PoolSoFar pool)
        {
            _changed = true;
        }

        /// <summary>The same, of a pool that is begun.</summary>
        protected void Refresh(bool another)
        {
            _changed = true;
        }

        /// <summary>Unity's message.</summary>
        protected virtual void Start()
        {
            Ready(_panels.rootVisualElement.Q<VisualElement>("pool"));
            _view.SessionChanged += Change;
            Change();
        }

        /// <summary>Unity's message.</summary>
        protected virtual void Update()
        {
            if (_changed && _session != null)
            {
                _changed = false;
                Show();
            }
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
                _changed = true;
            }
        }
    }
}
