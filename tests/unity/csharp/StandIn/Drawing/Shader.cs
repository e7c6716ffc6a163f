using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace UnityEngine
{
    public sealed class Shader : Object
    {
        private static readonly List<string> Names = new List<string>();
        private static readonly Regex Property =
            new Regex(@"^\s*(?:\[\w+\]\s*)?(_\w+)\s*\(""[^""]*"",\s*([^)]*\)?)\)\s*=\s*(.+)$", RegexOptions.Multiline);

        private static readonly Regex Number = new Regex(@"-?\d+(?:\.\d+)?");

        private readonly HashSet<string> _declared = new HashSet<string>();

        private Shader()
        {
        }

        /// <summary>Values of the properties that are no textures, before anything sets them.</summary>
        internal Dictionary<string, Vector4> Defaults { get; } = new Dictionary<string, Vector4>();

        /// <summary>The file it was read from.</summary>
        internal string Path { get; private set; }

        public static int PropertyToID(string name)
        {
            int known = Names.IndexOf(name);
            if (known >= 0)
            {
                return known;
            }

            Names.Add(name);
            return Names.Count - 1;
        }

        /// <summary>A shader of the package, with the properties that it declares.</summary>
        internal static Shader Read(string path)
        {
            string text = File.ReadAllText(path);
            var shader = new Shader { Path = path, name = Regex.Match(text, @"Shader ""([^""]+)""").Groups[1].Value };
            string block = text.Substring(0, text.IndexOf("SubShader", StringComparison.Ordinal));
            foreach (Match property in Property.Matches(block))
            {
                string name = property.Groups[1].Value;
                shader._declared.Add(name);
                if (!property.Groups[3].Value.Contains('"'))
                {
                    shader.Defaults[name] = Vector(property.Groups[3].Value);
                }
            }

            return shader;
        }

        /// <summary>
        /// The name of a property, which the shader must declare: Unity says nothing where it does not.
        /// </summary>
        internal string Declared(int nameID)
        {
            string property = Names[nameID];
            return _declared.Contains(property)
                ? property
                : throw new InvalidOperationException($"{name} declares no property {property}.");
        }

        private static Vector4 Vector(string text)
        {
            MatchCollection numbers = Number.Matches(text);
            float At(int i) => i < numbers.Count ? float.Parse(numbers[i].Value, CultureInfo.InvariantCulture) : 0f;
            return new Vector4(At(0), At(1), At(2), At(3));
        }
    }
}
