using UnityEngine.Engine;

namespace UnityEngine
{
    public class Behaviour : Component
    {
        private bool _enabled = true;

        internal bool enabled
        {
            get => _enabled;
            set
            {
                if (_enabled == value)
                {
                    return;
                }

                _enabled = value;
                if (this is MonoBehaviour behaviour)
                {
                    Loop.EnabledChanged(behaviour);
                }
            }
        }

        public bool isActiveAndEnabled => _enabled && gameObject.activeInHierarchy;
    }
}
