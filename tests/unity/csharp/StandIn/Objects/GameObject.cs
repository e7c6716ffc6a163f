using System;
using System.Collections.Generic;
using UnityEngine.Engine;

namespace UnityEngine
{
    public sealed class GameObject : Object
    {
        private readonly List<Component> _components = new List<Component>();

        public GameObject(string name)
        {
            this.name = name;
            transform = new Transform { gameObject = this };
            _components.Add(transform);
            Loop.Roots.Add(this);
        }

        public Transform transform { get; }

        public string tag { internal get; set; }

        internal bool activeSelf { get; private set; } = true;

        internal bool activeInHierarchy =>
            activeSelf && (transform.parent is null || transform.parent.gameObject.activeInHierarchy);

        internal IReadOnlyList<Component> Components => _components;

        public void SetActive(bool value)
        {
            if (activeSelf == value)
            {
                return;
            }

            activeSelf = value;
            if (transform.parent is null || transform.parent.gameObject.activeInHierarchy)
            {
                Loop.ActivityChanged(this);
            }
        }

        public T AddComponent<T>()
            where T : Component
        {
            return (T)Add(typeof(T));
        }

        public T GetComponent<T>()
        {
            foreach (Component component in _components)
            {
                if (component is T found)
                {
                    return found;
                }
            }

            return default;
        }

        internal Component Add(Type type)
        {
            var component = (Component)Activator.CreateInstance(type, true);
            component.gameObject = this;
            _components.Add(component);
            if (component is MonoBehaviour behaviour)
            {
                Loop.Added(behaviour);
            }

            return component;
        }

        internal void Remove(Component component)
        {
            _components.Remove(component);
        }

        internal override void End()
        {
            Destroyed = true;
            foreach (Transform child in transform.Children.ToArray())
            {
                child.gameObject.End();
            }

            foreach (Component component in _components.ToArray())
            {
                component.End();
            }

            transform.Leave();
            Loop.Roots.Remove(this);
        }
    }
}
