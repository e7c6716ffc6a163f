using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Tetrascope.Client
{
    /// <summary>A mesh of quads that is written on the processor. It grows as needed and is one draw call.</summary>
    internal sealed class QuadMesh<TVertex>
        where TVertex : struct
    {
        private const int LeastQuads = 16;
        private const MeshUpdateFlags Unchecked = MeshUpdateFlags.DontRecalculateBounds
            | MeshUpdateFlags.DontValidateIndices | MeshUpdateFlags.DontNotifyMeshUsers;

        private readonly VertexAttributeDescriptor[] _layout;
        private TVertex[] _vertices = Array.Empty<TVertex>();
        private bool _grown;

        /// <param name="name">What an editor calls it.</param>
        /// <param name="layout">What <typeparamref name="TVertex"/> holds, in its order.</param>
        public QuadMesh(string name, VertexAttributeDescriptor[] layout)
        {
            _layout = layout;
            Mesh = new Mesh { name = name };
            Mesh.MarkDynamic();
        }

        public Mesh Mesh { get; }

        public int Count { get; private set; }

        /// <summary>Begins anew, without quads.</summary>
        public void Clear()
        {
            Count = 0;
        }

        /// <summary>
        /// Adds a quad. Corners run bottom left, bottom right, top right, top left as seen by the viewer.
        /// </summary>
        public void Add(in TVertex bottomLeft, in TVertex bottomRight, in TVertex topRight, in TVertex topLeft)
        {
            Reserve(Count + 1);
            int first = 4 * Count++;
            _vertices[first] = bottomLeft;
            _vertices[first + 1] = bottomRight;
            _vertices[first + 2] = topRight;
            _vertices[first + 3] = topLeft;
        }

        /// <summary>Says how many quads there are; new ones hold what was there before.</summary>
        public void Resize(int quads)
        {
            Reserve(quads);
            Count = quads;
        }

        /// <summary>A corner (0 to 3) of a quad, to be changed in place.</summary>
        public ref TVertex Corner(int quad, int corner)
        {
            return ref _vertices[4 * quad + corner];
        }

        /// <summary>Hands all quads to the graphics processor.</summary>
        public void Upload()
        {
            if (_grown)
            {
                _grown = false;
                Mesh.SetVertexBufferParams(_vertices.Length, _layout);
                WriteIndices(_vertices.Length / 4);
            }

            Mesh.SetVertexBufferData(_vertices, 0, 0, 4 * Count, 0, Unchecked);
            Mesh.SetSubMesh(0, new SubMeshDescriptor(0, 6 * Count), Unchecked);
        }

        /// <summary>Hands one quad over, after <see cref="Corner"/> changed it.</summary>
        public void Upload(int quad)
        {
            Mesh.SetVertexBufferData(_vertices, 4 * quad, 4 * quad, 4, 0, Unchecked);
        }

        /// <summary>What the quads keep within, in metres, for culling.</summary>
        public void SetBounds(Bounds bounds)
        {
            Mesh.bounds = bounds;
        }

        public void Dispose()
        {
            UnityEngine.Object.Destroy(Mesh);
        }

        private void Reserve(int quads)
        {
            if (4 * quads <= _vertices.Length)
            {
                return;
            }

            Array.Resize(ref _vertices, Math.Max(4 * Math.Max(quads, LeastQuads), 2 * _vertices.Length));
            _grown = true;
        }

        private void WriteIndices(int quads)
        {
            var indices = new int[6 * quads];
            for (int quad = 0; quad < quads; quad++)
            {
                // Clockwise from the front, as Unity wants it.
                int first = 4 * quad;
                int at = 6 * quad;
                indices[at] = first;
                indices[at + 1] = first + 3;
                indices[at + 2] = first + 2;
                indices[at + 3] = first;
                indices[at + 4] = first + 2;
                indices[at + 5] = first + 1;
            }

            Mesh.SetIndexBufferParams(indices.Length, IndexFormat.UInt32);
            Mesh.SetIndexBufferData(indices, 0, 0, indices.Length, Unchecked);
            Mesh.subMeshCount = 1;
        }
    }
}
