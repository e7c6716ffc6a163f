using UnityEditor.Build.Reporting;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public class BuildPipeline
    {
        public static BuildReport BuildPlayer(BuildPlayerOptions buildPlayerOptions)
        {
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
    }

    public class EditorUserBuildSettings
    {
        public static BuildTarget activeBuildTarget => default;
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
