using UnityEditor;
using UnityEditor.Build.Reporting;
using UnityEngine;

namespace Tetrascope.Editor
{
    /// <summary>
    /// Builds players, from the menu or from a command line:
    /// <c>Unity -batchmode -quit -projectPath unity_client -executeMethod Tetrascope.Editor.PlayerBuild.Desktop</c>.
    /// </summary>
    public static class PlayerBuild
    {
        private const string Folder = "Builds/Desktop/";

        /// <summary>A player for the desktop that this editor runs on, in <c>Builds/Desktop</c>.</summary>
        [MenuItem("Tetrascope/Build the desktop player")]
        public static void Desktop()
        {
            ProjectSetUp.SetUp();
            var options = new BuildPlayerOptions
            {
                scenes = new[] { ProjectPaths.Scene },
                target = EditorUserBuildSettings.activeBuildTarget,
                locationPathName = Folder + FileName(Application.platform),
            };
            BuildReport report = BuildPipeline.BuildPlayer(options);
            if (report.summary.result != BuildResult.Succeeded && Application.isBatchMode)
            {
                EditorApplication.Exit(1);
            }
        }

        private static string FileName(RuntimePlatform platform)
        {
            switch (platform)
            {
                case RuntimePlatform.WindowsEditor:
                    return "Tetrascope.exe";
                case RuntimePlatform.OSXEditor:
                    return "Tetrascope.app";
                default:
                    return "Tetrascope.x86_64";
            }
        }
    }
}
