using System;
using System.Reflection;

namespace UnityEngine.Engine
{
    /// <summary>Where a component is in its life, and the messages that it takes.</summary>
    internal sealed class Life
    {
        private readonly Action _awake;
        private readonly Action _onEnable;
        private readonly Action _start;
        private readonly Action _onDisable;
        private readonly Action _onDestroy;

        public Life(MonoBehaviour behaviour)
        {
            _awake = Message(behaviour, "Awake");
            _onEnable = Message(behaviour, "OnEnable");
            _start = Message(behaviour, "Start");
            Update = Message(behaviour, "Update");
            LateUpdate = Message(behaviour, "LateUpdate");
            ApplicationPaused = Message<Action<bool>>(behaviour, "OnApplicationPause", typeof(bool));
            _onDisable = Message(behaviour, "OnDisable");
            _onDestroy = Message(behaviour, "OnDestroy");
            Order = behaviour.GetType().GetCustomAttribute<DefaultExecutionOrder>()?.Order ?? 0;
        }

        /// <summary>Lower ones are called earlier.</summary>
        public int Order { get; }

        public Action Update { get; }

        public Action LateUpdate { get; }

        public Action<bool> ApplicationPaused { get; }

        public bool Awoken { get; private set; }

        public bool Enabled { get; private set; }

        public bool Started { get; private set; }

        /// <summary>Whether it was destroyed.</summary>
        public bool Over { get; private set; }

        public void Wake()
        {
            if (Awoken)
            {
                return;
            }

            Awoken = true;
            _awake?.Invoke();
        }

        public void Enable(bool on)
        {
            if (Enabled == on)
            {
                return;
            }

            Enabled = on;
            (on ? _onEnable : _onDisable)?.Invoke();
        }

        public void Start()
        {
            if (Started)
            {
                return;
            }

            Started = true;
            _start?.Invoke();
        }

        public void End()
        {
            if (Over)
            {
                return;
            }

            Enable(false);
            Over = true;
            if (Awoken)
            {
                _onDestroy?.Invoke();
            }
        }

        private static Action Message(MonoBehaviour behaviour, string name) => Message<Action>(behaviour, name);

        private static T Message<T>(MonoBehaviour behaviour, string name, params Type[] parameters)
            where T : Delegate
        {
            const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            MethodInfo method = behaviour.GetType().GetMethod(name, any, null, parameters, null);
            return method is null ? null : (T)Delegate.CreateDelegate(typeof(T), behaviour, method);
        }
    }
}
