using System;
using System.Collections.Generic;
using UnityEngine.SceneManagement;

namespace UnityEditor
{
    [AttributeUsage(AttributeTargets.Method)]
    public class InitializeOnLoadMethodAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName)
        {
        }
    }

    public sealed class EditorApplication
    {
#pragma warning disable CS0649 // An editor calls it.
        public static CallbackFunction delayCall;
#pragma warning restore CS0649

        public delegate void CallbackFunction();

        public static void Exit(int returnValue)
        {
            throw new InvalidOperationException($"The editor ends with {returnValue}.");
        }
    }

    public sealed class EditorUtility
    {
        public static void SetDirty(UnityEngine.Object target)
        {
            Changes.Made.Add($"{target.name} is changed");
        }
    }

    public class EditorBuildSettings
    {
        private static readonly Dictionary<string, UnityEngine.Object> Configured =
            new Dictionary<string, UnityEngine.Object>();

        public static void AddConfigObject(string name, UnityEngine.Object obj, bool overwrite)
        {
            Configured[name] = obj;
            Changes.Made.Add($"{name} is configured");
        }

        public static bool TryGetConfigObject<T>(string name, out T result)
            where T : UnityEngine.Object
        {
            Configured.TryGetValue(name, out UnityEngine.Object found);
            result = found as T;
            return result;
        }

        public static EditorBuildSettingsScene[] scenes { internal get; set; } =
            Array.Empty<EditorBuildSettingsScene>();
    }

    public class EditorBuildSettingsScene
    {
        public EditorBuildSettingsScene(string path, bool enabled)
        {
            Path = path;
        }

        internal string Path { get; }
    }
}

namespace UnityEditor.SceneManagement
{
    public sealed class EditorSceneManager
    {
        public static Scene NewScene(NewSceneSetup setup, NewSceneMode mode)
        {
            return default;
        }

        public static bool SaveScene(Scene scene, string dstScenePath, bool saveAsCopy)
        {
            AssetDatabase.CreateAsset(new SceneAsset(), dstScenePath);
            return true;
        }
    }

    public enum NewSceneSetup
    {
        EmptyScene,
    }

    public enum NewSceneMode
    {
        Single,
    }
}
