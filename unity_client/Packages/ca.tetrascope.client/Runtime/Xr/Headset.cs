using Tetrascope.Client;
using UnityEngine;
using UnityEngine.XR.Management;

namespace Tetrascope.Xr
{
    /// <summary>
    /// Decides at the start whether the person wears a headset: where one has been found there is the rig, and nowhere
    /// the camera and the pointer of the desktop; else it is the other way round. So one scene is both.
    /// </summary>
    [DefaultExecutionOrder(-200)]
    public sealed class Headset : MonoBehaviour
    {
        [SerializeField, Tooltip("Everything that only a headset needs; off in the scene.")]
        private GameObject _rig = null!;

        [SerializeField, Tooltip("What stands around the person; off in the scene.")]
        private GameObject _room = null!;

        [SerializeField, Tooltip("Camera and pointer of the desktop.")]
        private GameObject _desktop = null!;

        [SerializeField, Tooltip("What the person in a headset sees through.")]
        private Camera _head = null!;

        [SerializeField, Tooltip("Scene 2, whose images face who looks.")]
        private PoolScene _pool = null!;

        /// <summary>Whether a headset has been found. Known from <c>Awake</c> on.</summary>
        public bool Active { get; private set; }

        private void Awake()
        {
            // Unity looks for one before it loads the scene.
            XRGeneralSettings settings = XRGeneralSettings.Instance;
            Active = settings && settings.Manager && settings.Manager.activeLoader;
            _desktop.SetActive(!Active);
            _rig.SetActive(Active);
            _room.SetActive(Active);
            if (Active)
            {
                _pool.Camera = _head;
            }
        }
    }
}
