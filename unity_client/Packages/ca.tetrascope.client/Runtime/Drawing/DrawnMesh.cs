using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Flat quads with a material of their own, in a child of a scene's object: one draw call.</summary>
    internal sealed class DrawnMesh
    {
        private readonly GameObject _object;

        /// <param name="name">What an editor calls it.</param>
        /// <param name="parent">The scene's object.</param>
        /// <param name="shader">What draws it.</param>
        /// <param name="order">Later ones are drawn over earlier ones.</param>
        public DrawnMesh(string name, Transform parent, Shader shader, int order)
        {
            Quads = new QuadMesh<FlatVertex>(name, FlatVertex.Layout);
            Material = new Material(shader);
            _object = new GameObject(name);
            _object.transform.SetParent(parent, false);
            _object.AddComponent<MeshFilter>().sharedMesh = Quads.Mesh;
            MeshRenderer renderer = _object.AddComponent<MeshRenderer>();
            renderer.sharedMaterial = Material;
            renderer.sortingOrder = order;
        }

        public QuadMesh<FlatVertex> Quads { get; }

        public Material Material { get; }

        /// <summary>Where it is.</summary>
        public Transform Place => _object.transform;

        /// <summary>Whether it is drawn.</summary>
        public bool Shown
        {
            set => _object.SetActive(value);
        }

        /// <summary>Adds an upright rectangle around a point, a little larger than what it shows.</summary>
        /// <param name="centre">Its middle, in metres.</param>
        /// <param name="half">Half of what it shows, in metres.</param>
        /// <param name="margin">What is added on every side for frames, in metres.</param>
        /// <param name="tint">See <see cref="FlatVertex.Tint"/>.</param>
        /// <param name="look">See <see cref="FlatVertex.Look"/>.</param>
        public void AddRectangle(Vector2 centre, Vector2 half, float margin, Vector4 tint, Vector4 look)
        {
            float x = half.x + margin;
            float y = half.y + margin;
            Quads.Add(
                Corner(centre, half, -x, -y, tint, look),
                Corner(centre, half, x, -y, tint, look),
                Corner(centre, half, x, y, tint, look),
                Corner(centre, half, -x, y, tint, look));
        }

        public void Dispose()
        {
            Quads.Dispose();
            Object.Destroy(Material);
            Object.Destroy(_object);
        }

        private static FlatVertex Corner(Vector2 centre, Vector2 half, float x, float y, Vector4 tint, Vector4 look)
        {
            return new FlatVertex
            {
                Position = new Vector3(centre.x + x, centre.y + y, 0f),
                Tint = tint,
                Shape = new Vector4(x, y, half.x, half.y),
                Look = look,
            };
        }
    }
}
