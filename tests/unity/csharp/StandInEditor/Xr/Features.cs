using System.Collections.Generic;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR;
using UnityEngine.XR.OpenXR.Features;

namespace UnityEditor.XR.OpenXR.Features
{
    /// <summary>The features that OpenXR brings, by the platforms that they are for.</summary>
    public static class FeatureHelpers
    {
        private const string Input = "com.unity.openxr.feature.input.";

        private static readonly string[] Everywhere =
        {
            Input + "oculustouch", Input + "metaquestplus", Input + "metaquestpro", Input + "handinteraction",
            Input + "khrsimpleprofile",
        };

        private static readonly Dictionary<BuildTargetGroup, string[]> Own = new Dictionary<BuildTargetGroup, string[]>
        {
            [BuildTargetGroup.Standalone] = new[]
            {
                Input + "valveindex", Input + "htcvive", Input + "hpreverb", Input + "microsoftmotioncontroller",
            },
            [BuildTargetGroup.Android] = new[] { "com.unity.openxr.feature.metaquest" },
        };

        /// <summary>Features by platform, once they have been looked for.</summary>
        internal static Dictionary<BuildTargetGroup, Dictionary<string, OpenXRFeature>> Known { get; } =
            new Dictionary<BuildTargetGroup, Dictionary<string, OpenXRFeature>>();

        /// <summary>One that is not there.</summary>
        internal static string Absent { get; set; }

        public static void RefreshFeatures(BuildTargetGroup group)
        {
            if (Known.ContainsKey(group))
            {
                return;
            }

            var features = new Dictionary<string, OpenXRFeature>();
            foreach (string id in Everywhere)
            {
                features[id] = Made(id);
            }

            foreach (string id in Own[group])
            {
                features[id] = Made(id);
            }

            features.Remove(Absent ?? "");
            Known[group] = features;
        }

        public static OpenXRFeature GetFeatureWithIdForBuildTarget(
            BuildTargetGroup buildTargetGroup, string featureId) =>
            Known.TryGetValue(buildTargetGroup, out Dictionary<string, OpenXRFeature> features)
            && features.TryGetValue(featureId, out OpenXRFeature found)
                ? found
                : null;

        private static OpenXRFeature Made(string id)
        {
            var feature = ScriptableObject.CreateInstance<Feature>();
            feature.name = id;
            return feature;
        }

        private sealed class Feature : OpenXRFeature
        {
        }
    }
}

namespace UnityEngine.XR.OpenXR.Features
{
    public abstract class OpenXRFeature : ScriptableObject
    {
        private bool _enabled;

        public bool enabled
        {
            get => _enabled;
            set => UnityEditor.Changes.Set(ref _enabled, value, name);
        }
    }
}

namespace UnityEngine.XR.OpenXR
{
    public class OpenXRLoaderBase : XRLoaderHelper
    {
    }

    public class OpenXRLoader : OpenXRLoaderBase
    {
    }

    public class OpenXRSettings : ScriptableObject
    {
        private static readonly Dictionary<UnityEditor.BuildTargetGroup, OpenXRSettings> Kept =
            new Dictionary<UnityEditor.BuildTargetGroup, OpenXRSettings>();

        public RenderMode renderMode { get; set; }

        public static OpenXRSettings GetSettingsForBuildTargetGroup(UnityEditor.BuildTargetGroup buildTargetGroup)
        {
            if (!Kept.TryGetValue(buildTargetGroup, out OpenXRSettings found))
            {
                Kept[buildTargetGroup] = found = CreateInstance<OpenXRSettings>();
                found.name = buildTargetGroup.ToString();
            }

            return found;
        }

        public enum RenderMode
        {
            SinglePassInstanced = 1,
        }
    }
}
