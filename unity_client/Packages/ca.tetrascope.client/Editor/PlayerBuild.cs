using System;
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
        private const string DesktopFolder = "Builds/Desktop/";
        private const string QuestFile = "Builds/Quest/Tetrascope.apk";

        /// <summary>A player for the desktop that this editor runs on, in <c>Builds/Desktop</c>.</summary>
        /// <exception cref="InvalidOperationException">The editor is set to another platform.</exception>
        [MenuItem("Tetrascope/Build the desktop player")]
        public static void Desktop()
        {
            switch (Application.platform)
            {
                case RuntimePlatform.WindowsEditor:
                    Build(
                        BuildTargetGroup.Standalone, BuildTarget.StandaloneWindows64, DesktopFolder + "Tetrascope.exe");
                    break;
                case RuntimePlatform.OSXEditor:
                    Build(BuildTargetGroup.Standalone, BuildTarget.StandaloneOSX, DesktopFolder + "Tetrascope.app");
                    break;
                default:
                    Build(
                        BuildTargetGroup.Standalone, BuildTarget.StandaloneLinux64,
                        DesktopFolder + "Tetrascope.x86_64");
                    break;
            }
        }

        /// <summary>
        /// A player for a Quest, <c>Builds/Quest/Tetrascope.apk</c>. A command line names the platform too:
        /// <c>-buildTarget Android</c>.
        /// </summary>
        /// <exception cref="InvalidOperationException">The editor cannot build for Android, or is set to another
        /// platform.</exception>
        [MenuItem("Tetrascope/Build the Quest player")]
        public static void Quest()
        {
            Build(BuildTargetGroup.Android, BuildTarget.Android, QuestFile);
        }

        private static void Build(BuildTargetGroup group, BuildTarget target, string path)
        {
            TurnTo(group, target);
            ProjectSetUp.SetUp();
            var options = new BuildPlayerOptions
            {
                scenes = new[] { ProjectPaths.Scene },
                target = target,
                locationPathName = path,
            };
            BuildReport report = BuildPipeline.BuildPlayer(options);
            if (report.summary.result != BuildResult.Succeeded && Application.isBatchMode)
            {
                EditorApplication.Exit(1);
            }
        }

        private static void TurnTo(BuildTargetGroup group, BuildTarget target)
        {
            if (!BuildPipeline.IsBuildTargetSupported(group, target))
            {
                throw new InvalidOperationException(
                    $"Expected an editor that builds for {target}, this one does not. Add its module in Unity Hub: Installs > "
                    + "Add modules; for a Quest Android Build Support, with SDK, NDK and OpenJDK.");
            }

            BuildTarget now = EditorUserBuildSettings.activeBuildTarget;
            if (now == target)
            {
                return;
            }

            // Without a window Unity takes the platform from the command line alone.
            if (Application.isBatchMode)
            {
                throw new InvalidOperationException(
                    $"Expected the platform {target}, got {now}. Add -buildTarget {NameOf(target)} to the command line.");
            }

            EditorUserBuildSettings.SwitchActiveBuildTarget(group, target);
        }

        /// <summary>What a command line calls a platform.</summary>
        private static string NameOf(BuildTarget target)
        {
            switch (target)
            {
                case BuildTarget.StandaloneWindows64:
                    return "Win64";
                case BuildTarget.StandaloneOSX:
                    return "OSXUniversal";
                case BuildTarget.StandaloneLinux64:
                    return "Linux64";
                default:
                    return target.ToString();
            }
        }
    }
}
