using UnityEditor.Build;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public sealed class PlayerSettings : Object
    {
        public static string productName { internal get; set; }

        public static ColorSpace colorSpace { internal get; set; }

        public static bool runInBackground { internal get; set; }

        public static InsecureHttpOption insecureHttpOption { internal get; set; }

        public static void SetApplicationIdentifier(NamedBuildTarget buildTarget, string identifier)
        {
        }

        public static void SetScriptingBackend(NamedBuildTarget buildTarget, ScriptingImplementation backend)
        {
        }

        public sealed class Android
        {
            public static AndroidArchitecture targetArchitectures { internal get; set; }

            public static bool forceInternetPermission { internal get; set; }
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
}

namespace UnityEditor.Build
{
    public readonly struct NamedBuildTarget
    {
        public static readonly NamedBuildTarget Android = default;
    }
}
