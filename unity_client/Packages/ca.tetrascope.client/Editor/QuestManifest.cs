using System;
using System.Collections.Generic;
using Unity.XR.Management.AndroidManifest.Editor;
using UnityEngine.XR.OpenXR;

namespace Tetrascope.Editor
{
    /// <summary>
    /// What the manifest of the Quest player asks for, beyond what packages ask for. XR Plug-in Management finds it by
    /// itself whenever a player is built.
    /// </summary>
    internal sealed class QuestManifest : IAndroidManifestRequirementProvider
    {
        /// <summary>The headset's own keyboard, without which nobody can type an address.</summary>
        private const string Keyboard = "oculus.software.overlay_keyboard";

        /// <summary>Bare hands: a Quest shows them to a player that asks for both.</summary>
        private const string Hands = "oculus.software.handtracking";
        private const string HandsAllowed = "com.oculus.permission.HAND_TRACKING";

        ManifestRequirement IAndroidManifestRequirementProvider.ProvideManifestRequirement()
        {
            return new ManifestRequirement
            {
                SupportedXRLoaders = new HashSet<Type> { typeof(OpenXRLoader) },
                NewElements = new List<ManifestElement>
                {
                    Element(
                        "uses-feature", new Dictionary<string, string> { ["name"] = Keyboard, ["required"] = "false" }),
                    Element(
                        "uses-feature", new Dictionary<string, string> { ["name"] = Hands, ["required"] = "false" }),
                    Element("uses-permission", new Dictionary<string, string> { ["name"] = HandsAllowed }),
                },
            };
        }

        private static ManifestElement Element(string kind, Dictionary<string, string> attributes) =>
            new ManifestElement { ElementPath = new List<string> { "manifest", kind }, Attributes = attributes };
    }
}
