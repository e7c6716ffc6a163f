using System.Collections.Generic;
using UnityEditor.Build.Reporting;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public class BuildPipeline
    {
        /// <summary>The file of each player that was built.</summary>
        internal static List<string> Built { get; } = new List<string>();

        /// <summary>Platforms that the editor has modules for.</summary>
        internal static HashSet<BuildTarget> Supported { get; } = new HashSet<BuildTarget>
        {
            BuildTarget.StandaloneOSX, BuildTarget.StandaloneWindows64, BuildTarget.StandaloneLinux64,
            BuildTarget.Android,
        };

        public static bool IsBuildTargetSupported(BuildTargetGroup buildTargetGroup, BuildTarget target) =>
            Supported.Contains(target);

        public static BuildReport BuildPlayer(BuildPlayerOptions buildPlayerOptions)
        {
            Built.Add($"{buildPlayerOptions.target}: {buildPlayerOptions.locationPathName}");
            return new BuildReport();
        }
    }

    public struct BuildPlayerOptions
    {
        public string[] scenes { internal get; set; }

        public string locationPathName { internal get; set; }

        public BuildTarget target { internal get; set; }
    }

    public enum BuildTarget
    {
        StandaloneOSX = 2,
        Android = 13,
        StandaloneWindows64 = 19,
        StandaloneLinux64 = 24,
    }

    public enum BuildTargetGroup
    {
        Standalone = 1,
        Android = 7,
    }

    public class EditorUserBuildSettings
    {
        public static BuildTarget activeBuildTarget { get; internal set; } = BuildTarget.StandaloneOSX;

        public static bool SwitchActiveBuildTarget(BuildTargetGroup targetGroup, BuildTarget target)
        {
            activeBuildTarget = target;
            return true;
        }
    }
}

namespace UnityEditor.Build.Reporting
{
    public sealed class BuildReport : Object
    {
        internal BuildReport()
        {
        }

        public BuildSummary summary => default;
    }

    public struct BuildSummary
    {
        public BuildResult result => BuildResult.Succeeded;
    }

    public enum BuildResult
    {
        Succeeded = 1,
    }
}
