using UnityEditor;
using UnityEditor.XR.Management;
using UnityEditor.XR.Management.Metadata;
using UnityEditor.XR.OpenXR.Features;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR;
using UnityEngine.XR.OpenXR.Features;

namespace Tetrascope.Editor
{
    /// <summary>
    /// Lets players find headsets, by OpenXR: its loader, the controllers it is to know, bare hands, and what a Quest
    /// needs. What is there already stays as it is.
    /// </summary>
    internal static class XrSetUp
    {
        private static readonly string Loader = typeof(OpenXRLoader).FullName!;

        /// <summary>Controllers and hands that both a desktop's headset and a Quest may have.</summary>
        private static readonly string[] Anywhere =
        {
            "com.unity.openxr.feature.input.oculustouch",
            "com.unity.openxr.feature.input.metaquestplus",
            "com.unity.openxr.feature.input.metaquestpro",
            "com.unity.openxr.feature.input.handinteraction",
        };

        private static readonly string[] OnDesktop =
        {
            "com.unity.openxr.feature.input.valveindex",
            "com.unity.openxr.feature.input.htcvive",
            "com.unity.openxr.feature.input.hpreverb",
            "com.unity.openxr.feature.input.microsoftmotioncontroller",
        };

        private static readonly string[] OnQuest = { "com.unity.openxr.feature.metaquest" };

        /// <summary>Makes what is missing.</summary>
        public static void SetUp()
        {
            XRGeneralSettingsPerBuildTarget settings = Settings();
            // OpenXR knows no Linux, and with its loader neither plays nor builds there.
            if (Application.platform != RuntimePlatform.LinuxEditor)
            {
                SetUp(settings, BuildTargetGroup.Standalone, OnDesktop);
            }

            // Where that module is added later, the build of a player sets up what it needs.
            if (BuildPipeline.IsBuildTargetSupported(BuildTargetGroup.Android, BuildTarget.Android))
            {
                SetUp(settings, BuildTargetGroup.Android, OnQuest);
            }
        }

        private static void SetUp(XRGeneralSettingsPerBuildTarget settings, BuildTargetGroup group, string[] own)
        {
            if (!settings.HasManagerSettingsForBuildTarget(group))
            {
                settings.CreateDefaultManagerSettingsForBuildTarget(group);
            }

            if (!XRPackageMetadataStore.IsLoaderAssigned(Loader, group))
            {
                XRPackageMetadataStore.AssignLoader(settings.ManagerSettingsForBuildTarget(group), Loader, group);
            }

            FeatureHelpers.RefreshFeatures(group);
            Enable(group, Anywhere);
            Enable(group, own);
            DrawBothEyesAtOnce(OpenXRSettings.GetSettingsForBuildTargetGroup(group));
        }

        /// <summary>The settings of all platforms, where XR Plug-in Management keeps them.</summary>
        private static XRGeneralSettingsPerBuildTarget Settings()
        {
            string key = XRGeneralSettings.k_SettingsKey;
            if (EditorBuildSettings.TryGetConfigObject(key, out XRGeneralSettingsPerBuildTarget known))
            {
                return known;
            }

            var settings = AssetDatabase.LoadAssetAtPath<XRGeneralSettingsPerBuildTarget>(ProjectPaths.XrSettings);
            if (!settings)
            {
                settings = ScriptableObject.CreateInstance<XRGeneralSettingsPerBuildTarget>();
                ProjectPaths.CreateFolder(ProjectPaths.Xr);
                AssetDatabase.CreateAsset(settings, ProjectPaths.XrSettings);
            }

            EditorBuildSettings.AddConfigObject(key, settings, true);
            return settings;
        }

        private static void Enable(BuildTargetGroup group, string[] ids)
        {
            foreach (string id in ids)
            {
                OpenXRFeature feature = FeatureHelpers.GetFeatureWithIdForBuildTarget(group, id);
                if (!feature)
                {
                    Debug.LogWarning(
                        $"Expected OpenXR to have the feature {id} for {group}, it has not. Take the versions of packages "
                        + "that Packages/manifest.json of Tetrascope names, and set up the project again.");
                }
                else if (!feature.enabled)
                {
                    feature.enabled = true;
                }
            }
        }

        private static void DrawBothEyesAtOnce(OpenXRSettings settings)
        {
            if (settings.renderMode != OpenXRSettings.RenderMode.SinglePassInstanced)
            {
                settings.renderMode = OpenXRSettings.RenderMode.SinglePassInstanced;
                EditorUtility.SetDirty(settings);
            }
        }
    }
}
