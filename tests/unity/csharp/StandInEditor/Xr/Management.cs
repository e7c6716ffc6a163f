using System.Collections.Generic;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR;

namespace UnityEditor.XR.Management
{
    public class XRGeneralSettingsPerBuildTarget : ScriptableObject
    {
        private readonly Dictionary<BuildTargetGroup, XRManagerSettings> _managers =
            new Dictionary<BuildTargetGroup, XRManagerSettings>();

        public bool HasManagerSettingsForBuildTarget(BuildTargetGroup targetGroup) =>
            _managers.ContainsKey(targetGroup);

        public void CreateDefaultManagerSettingsForBuildTarget(BuildTargetGroup targetGroup)
        {
            _managers[targetGroup] = CreateInstance<XRManagerSettings>();
            Changes.Made.Add($"providers of {targetGroup}");
        }

        public XRManagerSettings ManagerSettingsForBuildTarget(BuildTargetGroup targetGroup) => _managers[targetGroup];
    }
}

namespace UnityEditor.XR.Management.Metadata
{
    public class XRPackageMetadataStore
    {
        /// <summary>Loaders by platform.</summary>
        internal static Dictionary<BuildTargetGroup, List<string>> Assigned { get; } =
            new Dictionary<BuildTargetGroup, List<string>>();

        public static bool IsLoaderAssigned(string loaderTypeName, BuildTargetGroup buildTargetGroup) =>
            Assigned.TryGetValue(buildTargetGroup, out List<string> loaders) && loaders.Contains(loaderTypeName);

        public static bool AssignLoader(
            XRManagerSettings settings, string loaderTypeName, BuildTargetGroup buildTargetGroup)
        {
            if (loaderTypeName != typeof(OpenXRLoader).FullName)
            {
                return false;
            }

            if (!Assigned.TryGetValue(buildTargetGroup, out List<string> loaders))
            {
                Assigned[buildTargetGroup] = loaders = new List<string>();
            }

            loaders.Add(loaderTypeName);
            Changes.Made.Add($"loader of {buildTargetGroup}");
            return true;
        }
    }
}
