using System;
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

    public class EditorBuildSettings
    {
        public static EditorBuildSettingsScene[] scenes { internal get; set; } = Array.Empty<EditorBuildSettingsScene>();
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
