using System;
using System.Linq;
using System.Text.Json;
using Tetrascope.Editor;
using Unity.XR.Management.AndroidManifest.Editor;
using UnityEditor;
using UnityEditor.XR.Management.Metadata;
using UnityEditor.XR.OpenXR.Features;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;
using UnityEngine.XR.OpenXR;

namespace Tetrascope.Headless
{
    /// <summary>The project that the client's set-up makes, and the players that are built of it.</summary>
    internal sealed class Project
    {
        private readonly string[] _changedAgain;
        private readonly PlayerSettings _settings = new PlayerSettings();

        /// <summary>Sets it up twice: what is there already stays.</summary>
        /// <param name="lacks">A platform that the editor has no module for, or a feature that OpenXR has not.</param>
        public Project(string? lacks)
        {
            if (Enum.TryParse(lacks, out BuildTarget target))
            {
                BuildPipeline.Supported.Remove(target);
            }

            FeatureHelpers.Absent = lacks;
            Resources.Held.Add(_settings);
            ProjectSetUp.SetUp();
            int changed = Changes.Made.Count;
            ProjectSetUp.SetUp();
            _changedAgain = Changes.Made.Skip(changed).ToArray();
        }

        public object Report()
        {
            return new
            {
                made = AssetDatabase.Made.Keys.OrderBy(path => path, StringComparer.Ordinal).ToArray(),
                changed_again = _changedAgain,
                scenes = EditorBuildSettings.scenes.Select(scene => scene.Path).ToArray(),
                pipeline = PipelineOf((UniversalRenderPipelineAsset)GraphicsSettings.defaultRenderPipeline),
                eyes = new[] { BuildTargetGroup.Standalone, BuildTargetGroup.Android }.Select(
                    group => OpenXRSettings.GetSettingsForBuildTargetGroup(group).renderMode.ToString()).ToArray(),
                player = PlayerSettings.Kept,
                input = _settings.InputHandling,
                loaders = XRPackageMetadataStore.Assigned.ToDictionary(each => each.Key.ToString(), each => each.Value),
                features = FeatureHelpers.Known.ToDictionary(
                    each => each.Key.ToString(),
                    each =>
                        each.Value.Values.Where(feature => feature.enabled).Select(feature => feature.name).ToArray()),
                warnings = Debug.Said,
                manifest = Manifest(),
            };
        }

        private static object PipelineOf(UniversalRenderPipelineAsset pipeline) =>
            new { samples = pipeline.msaaSampleCount, hdr = pipeline.supportsHDR };

        /// <summary>What the Quest player's manifest is to hold, as XR Plug-in Management finds it.</summary>
        private static object[] Manifest()
        {
            return typeof(ProjectSetUp).Assembly.GetTypes()
                .Where(typeof(IAndroidManifestRequirementProvider).IsAssignableFrom)
                .Select(type => ((IAndroidManifestRequirementProvider)Activator.CreateInstance(type)!))
                .SelectMany(provider => provider.ProvideManifestRequirement().NewElements)
                .Select(element => new { path = element.ElementPath, attributes = element.Attributes })
                .ToArray<object>();
        }

        /// <summary>
        /// Builds a player as a person does, in an editor for a system; says what was built and what is wrong.
        /// </summary>
        public static object Build(JsonElement command)
        {
            Application.platform = Enum.Parse<RuntimePlatform>(command.GetProperty("editor").GetString());
            Application.isBatchMode = command.GetProperty("batch").GetBoolean();
            EditorUserBuildSettings.activeBuildTarget = Enum.Parse<BuildTarget>(
                command.GetProperty("target").GetString());
            int before = BuildPipeline.Built.Count;
            try
            {
                (command.GetProperty("quest").GetBoolean() ? (Action)PlayerBuild.Quest : PlayerBuild.Desktop)();
            }
            catch (InvalidOperationException error)
            {
                return new { wrong = error.Message };
            }

            return new { built = BuildPipeline.Built.Skip(before).ToArray() };
        }
    }
}
