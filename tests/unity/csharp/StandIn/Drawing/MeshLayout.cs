using System;

namespace UnityEngine.Rendering
{
    public struct VertexAttributeDescriptor
    {
        public VertexAttributeDescriptor(
            VertexAttribute attribute = VertexAttribute.Position,
            VertexAttributeFormat format = VertexAttributeFormat.Float32,
            int dimension = 3,
            int stream = 0)
        {
            this.attribute = attribute;
            this.dimension = dimension;
        }

        internal VertexAttribute attribute { get; }

        internal int dimension { get; }
    }

    public struct SubMeshDescriptor
    {
        public SubMeshDescriptor(int indexStart, int indexCount, MeshTopology topology = default)
        {
            this.indexStart = indexStart;
            this.indexCount = indexCount;
        }

        internal int indexStart { get; }

        internal int indexCount { get; }
    }

    public enum IndexFormat
    {
        UInt32 = 1,
    }

    [Flags]
    public enum MeshUpdateFlags
    {
        DontValidateIndices = 1 << 0,
        DontNotifyMeshUsers = 1 << 2,
        DontRecalculateBounds = 1 << 3,
    }

    public enum VertexAttribute
    {
        Position = 0,
        Color = 3,
        TexCoord0 = 4,
        TexCoord1 = 5,
    }

    public enum VertexAttributeFormat
    {
        Float32 = 0,
    }
}

namespace UnityEngine
{
    public enum MeshTopology
    {
    }
}
