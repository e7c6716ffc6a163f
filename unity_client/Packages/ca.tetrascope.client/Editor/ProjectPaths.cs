using UnityEditor;

namespace Tetrascope.Editor
{
    /// <summary>Where the set-up keeps what it makes.</summary>
    internal static class ProjectPaths
    {
        public const string Package = "Packages/ca.tetrascope.client";
        public const string Made = "Assets/Tetrascope";
        public const string Scene = Made + "/Tetrascope.unity";
        public const string PanelSettings = Made + "/PanelSettings.asset";
        public const string RoomPanels = Made + "/RoomPanels.asset";
        public const string Pipeline = Made + "/Pipeline.asset";
        public const string Renderer = Made + "/Renderer.asset";
        public const string Xr = "Assets/XR";
        public const string XrSettings = Xr + "/XRGeneralSettingsPerBuildTarget.asset";
        public const string Demo = Made + "/Demo.bytes";

        /// <summary>Beside the project, where it is opened in a checkout of Tetrascope.</summary>
        public const string RecordedDemo = "../protocol/sessions/demo.msgpack";
        public const string Theme = Package + "/Runtime/Ui/Client.tss";

        /// <summary>Makes a folder of the project, unless it is there.</summary>
        public static void CreateFolder(string path)
        {
            if (!AssetDatabase.IsValidFolder(path))
            {
                int slash = path.LastIndexOf('/');
                AssetDatabase.CreateFolder(path.Substring(0, slash), path.Substring(slash + 1));
            }
        }
    }
}
