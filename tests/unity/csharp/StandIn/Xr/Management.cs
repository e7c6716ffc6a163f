namespace UnityEngine.XR.Management
{
    public class XRGeneralSettings : ScriptableObject
    {
        public static string k_SettingsKey = "com.unity.xr.management.loader_settings";

        public static XRGeneralSettings Instance { get; internal set; }

        public XRManagerSettings Manager { get; internal set; }
    }

    public sealed class XRManagerSettings : ScriptableObject
    {
        public XRLoader activeLoader { get; internal set; }
    }

    public abstract class XRLoader : ScriptableObject
    {
    }

    public abstract class XRLoaderHelper : XRLoader
    {
    }
}
