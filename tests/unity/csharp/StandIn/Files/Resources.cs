using System;
using System.Collections.Generic;
using System.Linq;

namespace UnityEngine
{
    public sealed class Resources
    {
        internal static Func<string, Object> BuiltIn { get; set; }

        /// <summary>What the editor holds of its own.</summary>
        internal static List<Object> Held { get; } = new List<Object>();

        public static T[] FindObjectsOfTypeAll<T>()
            where T : Object
        {
            return Held.OfType<T>().ToArray();
        }

        public static T GetBuiltinResource<T>(string path)
            where T : Object
        {
            return (T)BuiltIn(path);
        }
    }
}
