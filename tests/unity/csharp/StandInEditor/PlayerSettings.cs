using System.Collections.Generic;
using UnityEditor.Build;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public sealed class PlayerSettings : Object
    {
        [SerializeField]
        private int activeInputHandler = 0;

        internal int InputHandling => activeInputHandler;

        /// <summary>By name, as they were set.</summary>
        internal static Dictionary<string, string> Kept { get; } = new Dictionary<string, string>();

        public static string productName { set => Keep(nameof(productName), value); }

        public static ColorSpace colorSpace { set => Keep(nameof(colorSpace), value); }

        public static bool runInBackground { set => Keep(nameof(runInBackground), value); }

        public static InsecureHttpOption insecureHttpOption { set => Keep(nameof(insecureHttpOption), value); }

        public static void SetApplicationIdentifier(NamedBuildTarget buildTarget, string identifier)
        {
            Keep("identifier", identifier);
        }

        public static void SetScriptingBackend(NamedBuildTarget buildTarget, ScriptingImplementation backend)
        {
            Keep("backend", backend);
        }

        public static void SetUseDefaultGraphicsAPIs(BuildTarget platform, bool automatic)
        {
            Keep($"default graphics of {platform}", automatic);
        }

        public static void SetGraphicsAPIs(BuildTarget platform, GraphicsDeviceType[] apis)
        {
            Keep($"graphics of {platform}", string.Join(", ", apis));
        }

        private static void Keep(string name, object value)
        {
            Kept.TryGetValue(name, out string kept);
            Changes.Set(ref kept, value.ToString(), name);
            Kept[name] = kept;
        }

        public sealed class Android
        {
            public static AndroidArchitecture targetArchitectures { set => Keep(nameof(targetArchitectures), value); }

            public static AndroidSdkVersions minSdkVersion { set => Keep(nameof(minSdkVersion), value); }

            public static bool forceInternetPermission { set => Keep(nameof(forceInternetPermission), value); }
        }
    }

    public enum InsecureHttpOption
    {
        AlwaysAllowed = 2,
    }

    public enum ScriptingImplementation
    {
        IL2CPP = 1,
    }

    public enum AndroidArchitecture : uint
    {
        ARM64 = 1 << 1,
    }

    public enum AndroidSdkVersions
    {
        AndroidApiLevel29 = 29,
    }
}

namespace UnityEditor.Build
{
    public readonly struct NamedBuildTarget
    {
        public static readonly NamedBuildTarget Android = default;
    }
}
