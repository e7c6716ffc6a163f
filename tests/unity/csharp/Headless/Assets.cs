using System.IO;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>What an editor imports: the package's shaders and panels, and a font.</summary>
    internal sealed class Assets
    {
        private const string Package = "Packages/ca.tetrascope.client/";
        private readonly string _package;

        public Assets(string package, string atlas)
        {
            _package = package;
            AssetDatabase.Importers[".shader"] = path => Shader.Read(At(path));
            AssetDatabase.Importers[".uxml"] = path => VisualTreeAsset.Read(At(path));
            AssetDatabase.Importers[".tss"] = path => File.Exists(At(path))
                ? ScriptableObject.CreateInstance<ThemeStyleSheet>()
                : null!;
            AssetDatabase.Importers[".bytes"] = path =>
                File.Exists(path) ? new TextAsset(File.ReadAllBytes(path)) : null!;
            Resources.BuiltIn = _ => ReadFont(atlas);
        }

        private Font ReadFont(string atlas)
        {
            byte[] texture = File.ReadAllBytes(Path.Combine(atlas, "texture.bytes"));
            int side = (int)System.Math.Sqrt(texture.Length);
            Shader shader = Shader.Read(At(Package + "Runtime/Shaders/Word.shader"));
            return Font.Read(File.ReadAllText(Path.Combine(atlas, "metrics.txt")), texture, side, shader);
        }

        private string At(string path) => Path.Combine(_package, path.Substring(Package.Length));
    }
}
