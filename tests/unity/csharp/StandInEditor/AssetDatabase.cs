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
        private static readonly HashSet<string> Folders = new HashSet<string> { "Assets" };

        /// <summary>How a path becomes an asset, by its ending.</summary>
        internal static Dictionary<string, Func<string, Object>> Importers { get; } =
            new Dictionary<string, Func<string, Object>>();

        /// <summary>What was made, by path.</summary>
        internal static Dictionary<string, Object> Made { get; } = new Dictionary<string, Object>();

        public static T LoadAssetAtPath<T>(string assetPath)
            where T : Object
        {
            if (Made.TryGetValue(assetPath, out Object made))
            {
                return made as T;
            }

            string ending = System.IO.Path.GetExtension(assetPath);
            return Importers.TryGetValue(ending, out Func<string, Object> import) ? import(assetPath) as T : null;
        }

        public static bool IsValidFolder(string path) => Folders.Contains(path);

        public static string CreateFolder(string parentFolder, string newFolderName)
        {
            Folders.Add(Folders.Contains(parentFolder)
                ? $"{parentFolder}/{newFolderName}"
                : throw Missing(parentFolder));
            System.IO.Directory.CreateDirectory($"{parentFolder}/{newFolderName}");
            return "";
        }

        public static void CreateAsset(Object asset, string path)
        {
            string folder = path.Substring(0, path.LastIndexOf('/'));
            if (!Folders.Contains(folder))
            {
                throw Missing(folder);
            }

            Made.Add(path, asset);
            Changes.Made.Add(path);
        }

        public static void ImportAsset(string path)
        {
        }

        public static void SaveAssets()
        {
        }

        private static Exception Missing(string folder) => new ArgumentException($"There is no folder {folder}.");
    }

    public class SceneAsset : Object
    {
    }
}
