using System.Collections.Generic;
using System.Linq;

namespace UnityEngine.Engine
{
    /// <summary>What a frame costs, as far as that can be counted without a graphics processor.</summary>
    internal static class Counters
    {
        /// <summary>Renderers that the last frame draws.</summary>
        public static int Draws { get; private set; }

        /// <summary>Bytes of textures handed over in the last frame.</summary>
        public static long TextureBytes { get; private set; }

        /// <summary>Calls of Apply in the last frame.</summary>
        public static int Applies { get; private set; }

        /// <summary>The most bytes of textures that any frame has handed over since <see cref="Reset"/>.</summary>
        public static long MostTextureBytes { get; private set; }

        /// <summary>All bytes of textures handed over since <see cref="Reset"/>.</summary>
        public static long AllTextureBytes { get; private set; }

        /// <summary>Bytes of vertices and indices handed over in the last frame.</summary>
        public static long MeshBytes { get; private set; }

        /// <summary>
        /// Bytes of the textures that the last frame is drawn with; the levels of a mipmap are a third more.
        /// </summary>
        public static long HeldTextureBytes()
        {
            var textures = new HashSet<Texture>();
            foreach (MeshRenderer renderer in Drawn())
            {
                textures.UnionWith(renderer.sharedMaterial.Textures.Values);
            }

            textures.RemoveWhere(texture => !texture);
            return textures.Sum(texture => (long)texture.Uploaded.Length * (texture.Mipmaps ? 4 : 3) / 3);
        }

        /// <summary>Bytes of the vertices and indices that the last frame is drawn with.</summary>
        public static long HeldMeshBytes()
        {
            IEnumerable<Mesh> meshes = Drawn().Select(renderer => renderer.GetComponent<MeshFilter>().sharedMesh);
            return meshes.Sum(mesh => (long)mesh.Vertices.Length + mesh.Indices * sizeof(int));
        }

        public static void Reset()
        {
            MostTextureBytes = 0;
            AllTextureBytes = 0;
        }

        public static void BeginFrame()
        {
            TextureBytes = 0;
            Applies = 0;
            MeshBytes = 0;
        }

        public static void Applied(long bytes)
        {
            Applies++;
            TextureBytes += bytes;
            AllTextureBytes += bytes;
            MostTextureBytes = System.Math.Max(MostTextureBytes, TextureBytes);
        }

        public static void Written(long bytes)
        {
            MeshBytes += bytes;
        }

        public static void CountDraws()
        {
            Draws = 0;
            foreach (MeshRenderer renderer in Drawn())
            {
                Draws++;
            }
        }

        /// <summary>What is drawn, in its order.</summary>
        public static List<MeshRenderer> Drawn()
        {
            var drawn = new List<MeshRenderer>();
            foreach (GameObject root in Loop.Roots)
            {
                Collect(root, drawn);
            }

            // A stable sort: of equal order, what was made first.
            for (int i = 1; i < drawn.Count; i++)
            {
                MeshRenderer renderer = drawn[i];
                int j = i - 1;
                for (; j >= 0 && drawn[j].sortingOrder > renderer.sortingOrder; j--)
                {
                    drawn[j + 1] = drawn[j];
                }

                drawn[j + 1] = renderer;
            }

            return drawn;
        }

        private static void Collect(GameObject from, List<MeshRenderer> into)
        {
            if (!from.activeSelf)
            {
                return;
            }

            MeshRenderer renderer = from.GetComponent<MeshRenderer>();
            MeshFilter filter = from.GetComponent<MeshFilter>();
            if (!(renderer is null) && !(filter is null) && filter.sharedMesh && filter.sharedMesh.Indices > 0)
            {
                into.Add(renderer);
            }

            foreach (Transform child in from.transform.Children)
            {
                Collect(child.gameObject, into);
            }
        }
    }
}
