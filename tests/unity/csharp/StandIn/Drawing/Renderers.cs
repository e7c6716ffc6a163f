namespace UnityEngine
{
    public sealed class MeshFilter : Component
    {
        public Mesh sharedMesh { get; set; }
    }

    public class Renderer : Component
    {
        public Material sharedMaterial { get; set; }

        public int sortingOrder { get; set; }
    }

    public class MeshRenderer : Renderer
    {
    }
}
