using System.Collections.Generic;

namespace UnityEngine
{
    public class Material : Object
    {
        public Material(Shader shader)
        {
            this.shader = shader;
            foreach (KeyValuePair<string, Vector4> start in shader.Defaults)
            {
                Vectors[start.Key] = start.Value;
            }
        }

        internal Shader shader { get; }

        public Texture mainTexture => Textures.TryGetValue("_MainTex", out Texture found) ? found : null;

        /// <summary>Numbers and colours by the property's name; of a number, x.</summary>
        internal Dictionary<string, Vector4> Vectors { get; } = new Dictionary<string, Vector4>();

        internal Dictionary<string, Texture> Textures { get; } = new Dictionary<string, Texture>();

        public void SetFloat(int nameID, float value)
        {
            Vectors[shader.Declared(nameID)] = new Vector4(value, 0f, 0f, 0f);
        }

        public void SetVector(int nameID, Vector4 value)
        {
            Vectors[shader.Declared(nameID)] = value;
        }

        public void SetColor(int nameID, Color value)
        {
            Vectors[shader.Declared(nameID)] = new Vector4(value.r, value.g, value.b, value.a);
        }

        public void SetTexture(int nameID, Texture value)
        {
            Textures[shader.Declared(nameID)] = value;
        }
    }
}
