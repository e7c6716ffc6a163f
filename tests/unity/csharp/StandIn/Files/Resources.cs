using System;

namespace UnityEngine
{
    public sealed class Resources
    {
        internal static Func<string, Object> BuiltIn { get; set; }

        public static T GetBuiltinResource<T>(string path)
            where T : Object
        {
            return (T)BuiltIn(path);
        }
    }
}
