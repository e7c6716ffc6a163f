using System;

namespace UnityEngine
{
    public class ScriptableObject : Object
    {
        internal static T CreateInstance<T>()
            where T : ScriptableObject
        {
            return (T)Activator.CreateInstance(typeof(T), true);
        }
    }
}
