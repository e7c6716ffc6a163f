using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using UnityEngine;
using Object = UnityEngine.Object;

[assembly: InternalsVisibleTo("Tetrascope.Headless")]

namespace UnityEditor
{
    public sealed class AssetDatabase
    {
        /// <summary>How a path becomes an asset, by its ending.</summary>
        internal static Dictionary<string, Func<string, Object>> Importers { get; } =
            new Dictionary<string, Func<string, Object>>();

        public static T LoadAssetAtPath<T>(string assetPath)
            where T : Object
        {
            string ending = System.IO.Path.GetExtension(assetPath);
            return Importers.TryGetValue(ending, out Func<string, Object> import) ? import(assetPath) as T : null;
        }
    }
}
