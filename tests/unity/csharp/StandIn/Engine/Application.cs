namespace UnityEngine
{
    public sealed class Screen
    {
        public static int width { get; internal set; } = 1280;

        public static int height { get; internal set; } = 800;
    }

    public class Time
    {
        public static float deltaTime { get; private set; }

        public static float time { get; private set; }

        public static double timeAsDouble { get; private set; }

        internal static void Step(float seconds)
        {
            deltaTime = seconds;
            timeAsDouble += seconds;
            time = (float)timeAsDouble;
        }
    }

    public sealed class QualitySettings : Object
    {
        public static ColorSpace activeColorSpace => default;

        public static Rendering.RenderPipelineAsset renderPipeline { get; set; }
    }

    public enum ColorSpace
    {
        Linear = 1,
    }

    public class Application
    {
        /// <summary>A folder of the project: what is saved there is there when the client is played again.</summary>
        public static string persistentDataPath => System.IO.Path.GetFullPath("saved");

        public static string version => "1.0";

        /// <summary>What was opened in the system's browser, oldest first.</summary>
        internal static System.Collections.Generic.List<string> Opened { get; } =
            new System.Collections.Generic.List<string>();

        public static void OpenURL(string url)
        {
            Opened.Add(url);
        }

        public static bool isBatchMode { get; internal set; } = true;

        public static RuntimePlatform platform { get; internal set; }
    }

    public enum RuntimePlatform
    {
        OSXEditor = 0,
        WindowsEditor = 7,
        LinuxEditor = 16,
    }
}
