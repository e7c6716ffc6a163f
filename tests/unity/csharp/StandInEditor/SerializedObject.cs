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
            object holder = _target;
            FieldInfo field = null;
            foreach (string name in propertyPath.Split('.'))
            {
                holder = field is null ? holder : field.GetValue(holder);
                field = FieldOf(holder.GetType(), name);
                if (field is null || !(field.IsPublic || field.IsDefined(typeof(SerializeField))))
                {
                    return null;
                }
            }

            var property = new SerializedProperty(holder, field);
            _found.Add(property);
            return property;
        }

        /// <summary>Private ones of the types that it derives from are serialised too.</summary>
        private static FieldInfo FieldOf(System.Type type, string name)
        {
            const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            FieldInfo field = null;
            for (; type is object && field is null; type = type.BaseType)
            {
                field = type.GetField(name, any);
            }

            return field;
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

        private object _set;

        public Object objectReferenceValue
        {
            get => (Object)_field.GetValue(_holder);
            set => _set = value;
        }

        public int intValue
        {
            get => (int)_field.GetValue(_holder);
            set => _set = value;
        }

        internal void Apply()
        {
            _field.SetValue(_holder, _set);
        }
    }
}
