using System;
using System.Collections.Generic;

namespace Unity.XR.Management.AndroidManifest.Editor
{
    public interface IAndroidManifestRequirementProvider
    {
        ManifestRequirement ProvideManifestRequirement();
    }

    public class ManifestRequirement
    {
        public HashSet<Type> SupportedXRLoaders { internal get; set; }

        public List<ManifestElement> NewElements { internal get; set; }
    }

    public class ManifestElement
    {
        public List<string> ElementPath { internal get; set; }

        public Dictionary<string, string> Attributes { internal get; set; }
    }
}
