using System.Collections.Generic;
using System.Reflection;
using UnityEngine;

namespace UnityEditor
{
    public class SerializedObject
    {
        private readonly object _target;
        private readonly List<SerializedProperty> _found = new List<SerializedProperty>();

        public SerializedObject(Object obj)
        {
            _target = obj;
        }

        public SerializedProperty FindProperty(string propertyPath)
        {
            const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            object holder = _target;
            FieldInfo field = null;
            foreach (string name in propertyPath.Split('.'))
            {
                holder = field is null ? holder : field.GetValue(holder);
                field = holder.GetType().GetField(name, any);
                if (field is null || !(field.IsPublic || field.IsDefined(typeof(SerializeField))))
                {
                    return null;
                }
            }

            var property = new SerializedProperty(holder, field);
            _found.Add(property);
            return property;
        }

        public bool ApplyModifiedPropertiesWithoutUndo()
        {
            foreach (SerializedProperty property in _found)
            {
                property.Apply();
            }

            return _found.Count > 0;
        }
    }

    public class SerializedProperty
    {
        private readonly object _holder;
        private readonly FieldInfo _field;

        internal SerializedProperty(object holder, FieldInfo field)
        {
            _holder = holder;
            _field = field;
        }

        public Object objectReferenceValue { get; set; }

        internal void Apply()
        {
            _field.SetValue(_holder, objectReferenceValue);
        }
    }
}
