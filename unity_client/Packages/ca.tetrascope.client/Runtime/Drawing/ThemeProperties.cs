using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Properties that several shaders share.</summary>
    internal static class ThemeProperties
    {
        public static readonly int FieldBox = Shader.PropertyToID("_FieldBox");
        public static readonly int Dimming = Shader.PropertyToID("_Dimming");
        public static readonly int Background = Shader.PropertyToID("_Background");
        public static readonly int Line = Shader.PropertyToID("_Line");
        public static readonly int Muted = Shader.PropertyToID("_Muted");
        public static readonly int Accent = Shader.PropertyToID("_Accent");
        public static readonly int Depths = Shader.PropertyToID("_Depths");
        public static readonly int Eye = Shader.PropertyToID("_Eye");
        public static readonly int Raise = Shader.PropertyToID("_Raise");
        public static readonly int Picture = Shader.PropertyToID("_Picture");
        public static readonly int Linear = Shader.PropertyToID("_Linear");
        public static readonly int Darkness = Shader.PropertyToID("_Darkness");
    }
}
