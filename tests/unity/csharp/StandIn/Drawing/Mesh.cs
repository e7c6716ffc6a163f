using System;
using System.Runtime.InteropServices;
using UnityEngine.Engine;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public sealed class Mesh : Object
    {
        private SubMeshDescriptor _subMesh;

        public Bounds bounds { get; set; }

        public int subMeshCount { get; set; } = 1;

        internal VertexAttributeDescriptor[] Layout { get; private set; } = Array.Empty<VertexAttributeDescriptor>();

        /// <summary>The vertices as they lie in memory.</summary>
        internal byte[] Vertices { get; private set; } = Array.Empty<byte>();

        internal int[] AllIndices { get; private set; } = Array.Empty<int>();

        /// <summary>Indices that are drawn.</summary>
        internal int Indices => _subMesh.indexCount;

        internal int Stride { get; private set; }

        public void MarkDynamic()
        {
        }

        public void SetVertexBufferParams(int vertexCount, params VertexAttributeDescriptor[] attributes)
        {
            Layout = attributes;
            Stride = 0;
            VertexAttribute last = VertexAttribute.Position - 1;
            foreach (VertexAttributeDescriptor attribute in attributes)
            {
                if (attribute.attribute <= last)
                {
                    throw new ArgumentException("Attributes must come in the order of VertexAttribute.");
                }

                last = attribute.attribute;
                Stride += 4 * attribute.dimension;
            }

            Vertices = new byte[vertexCount * Stride];
        }

        public void SetVertexBufferData<T>(
            T[] data, int dataStart, int meshBufferStart, int count, int stream = 0,
            MeshUpdateFlags flags = default)
            where T : struct
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(data.AsSpan(dataStart, count));
            if (bytes.Length != count * Stride)
            {
                throw new ArgumentException($"A vertex has {Stride} bytes, not {bytes.Length / count}.");
            }

            bytes.CopyTo(Vertices.AsSpan(meshBufferStart * Stride));
            Counters.Written(bytes.Length);
        }

        public void SetIndexBufferParams(int indexCount, IndexFormat format)
        {
            AllIndices = new int[indexCount];
        }

        public void SetIndexBufferData<T>(
            T[] data, int dataStart, int meshBufferStart, int count, MeshUpdateFlags flags = default)
            where T : struct
        {
            var indices = (int[])(object)data;
            Array.Copy(indices, dataStart, AllIndices, meshBufferStart, count);
            Counters.Written(4 * count);
        }

        public void SetSubMesh(int index, SubMeshDescriptor desc, MeshUpdateFlags flags = default)
        {
            if (index >= subMeshCount || desc.indexStart + desc.indexCount > AllIndices.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(desc), "A sub-mesh lies within the mesh's indices.");
            }

            _subMesh = desc;
        }
    }
}
